"""What bounds a process on Windows: a job of its own, which says how much it may have."""

from __future__ import annotations

import ctypes
import sys

_LARGE = ctypes.c_int64
_DWORD = ctypes.c_uint32
_SIZE = ctypes.c_size_t

_PROCESS_TIME = 0x2
_ACTIVE_PROCESSES = 0x8
_PROCESS_MEMORY = 0x100
_DIE_ON_UNHANDLED = 0x400
_EXTENDED_LIMITS = 9
_TICKS_PER_SECOND = 10_000_000


class _Basic(ctypes.Structure):
    _fields_ = (
        ("process_time", _LARGE),
        ("job_time", _LARGE),
        ("flags", _DWORD),
        ("least_working_set", _SIZE),
        ("most_working_set", _SIZE),
        ("active_processes", _DWORD),
        ("affinity", _SIZE),
        ("priority", _DWORD),
        ("scheduling", _DWORD),
    )


class _Extended(ctypes.Structure):
    _fields_ = (
        ("basic", _Basic),
        ("io", ctypes.c_uint64 * 6),
        ("process_memory", _SIZE),
        ("job_memory", _SIZE),
        ("most_process_memory", _SIZE),
        ("most_job_memory", _SIZE),
    )


def limits(memory: int, seconds: int) -> _Extended:
    """So many bytes, so many seconds of the processor, no process besides, and no box that asks."""
    wanted = _Extended()
    wanted.basic.flags = _PROCESS_TIME | _ACTIVE_PROCESSES | _PROCESS_MEMORY | _DIE_ON_UNHANDLED
    wanted.basic.process_time = seconds * _TICKS_PER_SECOND
    wanted.basic.active_processes = 1
    wanted.process_memory = memory
    return wanted


def bound_this_process(memory: int, seconds: int) -> bool:
    """Put this process into a job with these limits; whether Windows did so.

    The job lasts as long as the process, which keeps its handle.
    """
    if sys.platform != "win32":
        return False
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    kernel.CreateJobObjectW.argtypes = (ctypes.c_void_p, ctypes.c_wchar_p)
    kernel.SetInformationJobObject.argtypes = (
        ctypes.c_void_p,
        ctypes.c_int,
        ctypes.c_void_p,
        _DWORD,
    )
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    kernel.AssignProcessToJobObject.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
    job = kernel.CreateJobObjectW(None, None)
    wanted = limits(memory, seconds)
    return bool(
        job
        and kernel.SetInformationJobObject(
            job, _EXTENDED_LIMITS, ctypes.byref(wanted), ctypes.sizeof(wanted)
        )
        and kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())
    )
