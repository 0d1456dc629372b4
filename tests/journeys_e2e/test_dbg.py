from tests.journeys_e2e.test_report_journey import *
from tests.journeys_e2e.test_report_journey import _ring
import tests.journeys_e2e.test_report_journey as M
from PySide6.QtCore import qInstallMessageHandler
import traceback, threading, gc, sys
def test_x(qtbot, laptop, folder_school, monkeypatch):
    def h(t,c,m):
        if "another thread" in m:
            sys.__stderr__.write(f"MSG {m} {threading.current_thread().name}\n"); traceback.print_stack(limit=14,file=sys.__stderr__)
    qInstallMessageHandler(h)
    def info(ph,i):
        pass
    M.test_while_the_share_is_away_it_is_kept_and_sent_later(qtbot, laptop, folder_school)
    sys.__stderr__.write("END\n")
