"use strict";
const words = document.getElementById("words");
const found = document.getElementById("found");
const records = Array.from(document.querySelectorAll("tbody"));
const details = Array.from(document.querySelectorAll("details"));
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const texts = records.map((record) => folded(record.textContent));

function search() {
  const wanted = folded(words.value).split(/\s+/).filter(Boolean);
  let shown = 0;
  records.forEach((record, place) => {
    record.hidden = !wanted.every((word) => texts[place].includes(word));
    shown += record.hidden ? 0 : 1;
  });
  for (const list of document.querySelectorAll("section")) {
    list.hidden = wanted.length > 0 && list.querySelector("tbody:not([hidden])") === null;
  }
  const told = found.dataset.found.replace("{found}", shown).replace("{all}", records.length);
  found.textContent = wanted.length > 0 ? told : "";
}

let opened = [];
addEventListener("beforeprint", () => {
  opened = details.filter((each) => !each.open);
  opened.forEach((each) => { each.open = true; });
});
addEventListener("afterprint", () => opened.forEach((each) => { each.open = false; }));
words.addEventListener("input", search);
document.getElementById("search").hidden = false;
search();
