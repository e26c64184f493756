"""Access records: data in, PDF bytes out. The only ReportLab of the program."""
