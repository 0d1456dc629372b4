"""Makes the class lists in `files/`, each as another program or office would, each with traps.

Every child is invented. Run `python -m tests.school.class_lists.make_files` to make them again.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import xlsxwriter

FILES = Path(__file__).parent / "files"
LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def upn(number: int) -> str:
    """A UPN whose first letter is right."""
    digits = f"801{number:09d}"
    total = sum(int(digit) * place for place, digit in enumerate(digits, start=2))
    return LETTERS[total % 23] + digits


def sims_report() -> None:
    """Title rows above, totals below, Windows-1252, single spaces lost and found."""
    text = (
        "Larkfield Primary School\r\n"
        "Class list for registration groups,,,,,\r\n"
        "\r\n"
        "Surname,Forename,Reg Group,Year taught in,DOB,UPN\r\n"
        f"O'Neill,Zoë,4B ,Year  4,03/05/2018,{upn(1)}\r\n"
        f"García-Núñez,José,4B,Year  4,30/01/2018,{upn(2)}\r\n"
        f"van der Berg,Anna  Maria,3A,Year  3,24/12/2018,{upn(3)}\r\n"
        "Total,3,,,,\r\n"
        "\r\n"
        "Printed on 02/11/2026 at 08:14,,,,,\r\n"
    )
    (FILES / "sims-report.csv").write_bytes(text.encode("cp1252"))


def arbor_export() -> None:
    """UTF-8 with a mark, semicolons, ISO dates, classes split by commas within quotes."""
    text = (
        "\ufeffArbor Student ID;Legal Surname;Legal Forename;Preferred Forename;"
        "Registration Form;Curriculum Year;Date of Birth\n"
        "1001;Nowak;Łukasz;Luke;1R;1;2021-02-28\n"
        "1002;Khan;Aisha;;Reception R;R;2022-05-03\n"
        '1003;"Smith; Jones";Ade;;Nursery;Nursery;2023-01-09\n'
    )
    (FILES / "arbor-export.csv").write_bytes(text.encode())


def american_dates() -> None:
    """A spreadsheet turned the dates round; leading zeros are gone; tabs between the cells."""
    text = (
        "First name\tLast name\tAdmission Number\tForm\tBirth date\n"
        "Maryam\tKhan\t7\t2C\t5/13/2020\n"
        "Conor\tByrne\t12\t2C\t4/3/2020\n"
        "Ngozi\tAdeleke\t00113\t2C\t12/31/2019\n"
    )
    (FILES / "us-dates.tsv").write_text(text, encoding="utf-8")


def one_name_column() -> None:
    """Name as “Surname, Forename”, a mixed class, a day that is none, a child twice."""
    text = (
        "UPN,Name,Class,Year,DOB\n"
        f'{upn(20)},"Okafor, Chidi",Y1/2,Y1,31/02/2018\n'
        f'{upn(21)},"Al-Sayed, Noor",Y1/2,Y2,07/09/2019\n'
        f'{upn(21)},"Al-Sayed, Noor",Y1/2,Y2,07/09/2019\n'
        '"A801200000001","Wrong, Letter",Y1/2,Y2,08/09/2019\n'
    )
    (FILES / "one-name-column.csv").write_text(text, encoding="utf-8")


def strange_headers() -> None:
    """Headers that no table knows: they are mapped by hand."""
    text = "Kind,Achternaam,Groep,Geboren\nSanne,de Vries,5,14/03/2017\nDaan,Bakker,5,02/11/2016\n"
    (FILES / "strange-headers.csv").write_text(text, encoding="utf-8")


def bromcom_sheet() -> None:
    """Real dates, merged class cells, a formula, a hidden sheet, a logo row, numbers as numbers."""
    book = xlsxwriter.Workbook(FILES / "bromcom.xlsx")
    hidden = book.add_worksheet("Old list")
    hidden.write_row(0, 0, ["Surname", "Forename", "Class"])
    hidden.write_row(1, 0, ["Gone", "Long", "9Z"])
    notes = book.add_worksheet("Notes")
    notes.write(0, 0, "Autumn term")
    sheet = book.add_worksheet("Pupils")
    sheet.activate()  # the one on top cannot be hidden
    hidden.hide()
    notes.set_first_sheet()
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.merge_range("A1:F1", "Larkfield Primary School")
    sheet.write_row(2, 0, ["Tutor Group", "Family name", "Given name", "NC Year", "DOB", "Adno"])
    sheet.merge_range("A4:A6", "5A")
    children = [
        ("Osei", "Kofi", 5, dt.date(2016, 10, 2), 31),
        ("Pereira", "Inês", 5, dt.date(2017, 1, 4), 32),
        ("Demir", "Elif", 5, dt.date(2017, 8, 30), 33),
    ]
    for row, (surname, forename, year, born, number) in enumerate(children, start=3):
        sheet.write(row, 1, surname)
        sheet.write(row, 2, forename)
        sheet.write(row, 3, year)
        sheet.write_datetime(row, 4, dt.datetime.combine(born, dt.time()), day)
        sheet.write_formula(row, 5, f"=30+{row - 2}", None, number)
    sheet.write(7, 0, "Total")
    sheet.write_formula(7, 1, "=COUNTA(B4:B6)", None, 3)
    book.close()


def two_header_rows() -> None:
    """Headers over two rows, again on every printed page, and dates as day numbers."""
    book = xlsxwriter.Workbook(FILES / "two-header-rows.xlsx")
    sheet = book.add_worksheet()
    upper, lower = ["Legal", "Legal", "Reg", "Date of"], ["Surname", "Forename", "Group", "Birth"]
    rows = [
        upper,
        lower,
        ["Hassan", "محمد", "6H", 42363],
        ["Hughes", "Siân", "6H", 42500],
        upper,
        lower,
        ["Ivanov", "Борис", "6H", 42601],
    ]
    for place, row in enumerate(rows):
        sheet.write_row(place, 0, row)
    book.close()


def spreadsheet_called_csv() -> None:
    """What really is a spreadsheet, with the name of a CSV."""
    book = xlsxwriter.Workbook(FILES / "really-a-spreadsheet.xlsx")
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Forename", "Surname", "Class", "Year Group"])
    sheet.write_row(1, 0, ["Mei", "Lin", "RK", "Reception"])
    sheet.write_row(2, 0, ["Tom", "=Evil()", "RK", "R"])
    sheet.write_string(2, 1, "=Evil()")
    book.close()
    target = FILES / "really-a-spreadsheet.csv"
    (FILES / "really-a-spreadsheet.xlsx").replace(target)


def ctf(name: str, *, namespace: str = "") -> None:
    """A common transfer file, with more in it than anybody here may take."""
    space = f' xmlns="{namespace}"' if namespace else ""
    text = f"""<?xml version="1.0" encoding="UTF-8"?>
<CTfile{space}>
 <Header><DocumentName>Common Transfer File</DocumentName><CTFversion>25.0</CTFversion>
  <SourceSchool><LEA>801</LEA><Estab>2999</Estab><SchoolName>Larkfield</SchoolName></SourceSchool>
 </Header>
 <CTFpupilData>
  <Pupil><UPN>{upn(40)}</UPN><Surname>Adeyemi</Surname><Forename>Tobi</Forename>
   <DOB>2019-04-12</DOB><Gender>M</Gender>
   <BasicDetails><PreferredSurname>Other</PreferredSurname><NCyearActual>2</NCyearActual>
   </BasicDetails><Address><PostCode>ZZ99 9ZZ</PostCode></Address>
   <Email>secret@example.org</Email></Pupil>
  <Pupil><UPN>{upn(41)}</UPN><Surname>Brown</Surname><Forename>Ella-Mae</Forename>
   <DOB>2021-11-30</DOB><Sex>F</Sex>
   <BasicDetails><NCyearActual>R</NCyearActual></BasicDetails></Pupil>
  <Pupil><UPN>{upn(42)}</UPN><Surname>Çelik</Surname><Forename>Emre</Forename>
   <DOB>2023-02-02</DOB><BasicDetails><NCyearActual>N2</NCyearActual></BasicDetails></Pupil>
  <Pupil><UPN>{upn(43)}</UPN><Surname>Dube</Surname><Forename>Thandi</Forename>
   <DOB>2016-09-01</DOB><BasicDetails><NCyearActual>6 Oak</NCyearActual></BasicDetails></Pupil>
 </CTFpupilData>
</CTfile>
"""
    (FILES / name).write_text(text, encoding="utf-8")


def main() -> None:
    """Make them all."""
    FILES.mkdir(exist_ok=True)
    sims_report()
    arbor_export()
    american_dates()
    one_name_column()
    strange_headers()
    bromcom_sheet()
    two_header_rows()
    spreadsheet_called_csv()
    ctf("8012999_CTF_8012000_001.xml")
    ctf("ctf-with-namespace.xml", namespace="urn:example:ctf")


if __name__ == "__main__":
    main()
