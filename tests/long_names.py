"""A register whose names are long and of many scripts, for what must hold with any name."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.business_centers import BusinessCenter
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.people import Person
from delvia_desktop.services.register.register import Register
from delvia_desktop.storage.journal.edit import Edit

COMPANIES = (
    "نوفا لمستحضرات التجميل والعناية بالبشرة في الشرق الأوسط",
    "株式会社ノヴァコスメティックス東京クリエイティブエージェンシー",
    "บริษัท โนวา คอสเมติกส์ เอเจนซี่ (ประเทศไทย) จำกัด",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft mbH",
    "Wolfeschlegelsteinhausen, Featherstonehaugh & Cholmondeley Performance Marketing Partners",
    "노바 코스메틱스 디지털 마케팅 에이전시 주식회사",
)
ASSETS = (
    "حملة إطلاق المنتجات الصيفية – الإمارات والسعودية",
    "春の新作キャンペーン・リターゲティング用アカウント(日本)",
    "แคมเปญเปิดตัวผลิตภัณฑ์ใหม่ฤดูร้อน – กรุงเทพฯ",
    "Nova DE – Retention & Reactivation – Evergreen – Always-on – 2026/2027 – do not pause",
    "RETARGETING_DE_AT_CH_2026_Q4_SKINCARE_LOOKALIKE_AUDIENCE_EXPANSION_V12_FINAL",
    "봄 시즌 신제품 출시 캠페인 – 서울",
)
PEOPLE = (
    "نورة بنت عبد العزيز الشامسي",
    "長谷川 佐和子エリザベート",
    "สมชาย ใจดีรัตนโกสินทร์",
    "Maximiliane-Alexandra von Wolfeschlegelsteinhausenbergerdorff",
    "Ἀλέξανδρος Παπαδόπουλος-Κωνσταντινίδης",
    "김민수",
)


def rename(live: Register) -> None:
    """Give Business Centers, partners, assets and people such names, in one act."""
    named = (
        (BusinessCenter, COMPANIES),
        (Partner, COMPANIES),
        (Asset, ASSETS),
        (Person, PEOPLE),
    )

    def renamed(edit: Edit) -> None:
        edit.name("Long names")
        for kind, names in named:
            for number, (record, name) in enumerate(
                zip(edit.records.select(kind), cycle(names), strict=False)
            ):
                told = f"{name} {number // len(names) + 1}" if number >= len(names) else name
                edit.put(record, replace(record, name=told))

    live.perform(renamed)
