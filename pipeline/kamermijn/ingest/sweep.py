"""Ask PDFium one question about every character of a page: a loop of machine code where llvmlite is installed, else one in Python.

A call from Python costs ten times the answer. llvmlite (an extra) compiles the few lines of the loop when they are first needed; without
it the answers are the same and come more slowly.
"""

from __future__ import annotations

import ctypes
from collections import deque
from functools import cache
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

_RESULTS: dict[str, tuple[Any, Any]] = {
    "i32": (ctypes.c_int, np.int32),
    "i64": (ctypes.c_size_t, np.uint64),
    "double": (ctypes.c_double, np.float64),
}
# Asks for the item at each index; an answer goes to ``out``, or the called function writes it there, ``%step`` bytes an item.
_LOOP = """
define void @sweep(ptr %function, ptr %page, i64 %count, ptr %indices, ptr %out, i64 %step) {{
entry:
  %nothing = icmp eq i64 %count, 0
  br i1 %nothing, label %done, label %each
each:
  %i = phi i64 [ 0, %entry ], [ %following, %each ]
  %place = getelementptr i32, ptr %indices, i64 %i
  %index = load i32, ptr %place
  %offset = mul i64 %i, %step
  %to = getelementptr i8, ptr %out, i64 %offset
  {call}
  %following = add i64 %i, 1
  %ended = icmp eq i64 %following, %count
  br i1 %ended, label %done, label %each
done:
  ret void
}}
"""
_COMPILED = ctypes.CFUNCTYPE(
    None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64
)  # fmt: skip
_kept: list[Any] = []  # compiled code lives as long as its engine


def _call(result: str, places: int) -> str:
    """The line of the loop that calls the function; ``places`` as in ``Question``."""
    if places == 0:
        return f"%answer = call {result} %function(ptr %page, i32 %index)\n  store {result} %answer, ptr %to"
    if places == 1:
        return f"%answer = call {result} %function(ptr %page, i32 %index, ptr %to)"
    return (
        "%half = lshr i64 %step, 1\n  %second = getelementptr i8, ptr %to, i64 %half\n"
        f"  %answer = call {result} %function(ptr %page, i32 %index, ptr %to, ptr %second)"
    )


@cache
def _compiled(result: str, places: int) -> Any:
    """The loop for functions of this form as machine code; None without llvmlite, or where it cannot make code."""
    try:
        import llvmlite.binding as llvm

        llvm.initialize_native_target()
        llvm.initialize_native_asmprinter()
        module = llvm.parse_assembly(_LOOP.format(call=_call(result, places)))
        engine = llvm.create_mcjit_compiler(module, llvm.Target.from_default_triple().create_target_machine(opt=1))
        engine.finalize_object()
    except (ImportError, OSError, RuntimeError):
        return None
    _kept.append(engine)
    return _COMPILED(engine.get_function_address("sweep"))


class Question:
    """A function of PDFium that takes a page and the index of a character.

    With ``places`` 0 its answer counts, of type ``result`` (``i32``, ``i64`` or ``double``). With 1 it writes its answer to a place
    that it is given, with 2 to two places; what it returns is left then, and where it writes nothing the answer is zeros.
    """

    def __init__(self, function: Any, result: str = "i32", places: int = 0) -> None:
        self.address = ctypes.cast(function, ctypes.c_void_p).value or 0
        self.result, self.places = result, places
        answer, self.kind = _RESULTS[result]
        # With plain addresses no pointer object is made for each character.
        self.plain = ctypes.PYFUNCTYPE(answer, ctypes.c_void_p, ctypes.c_int, *(ctypes.c_void_p,) * places)(self.address)

    def answers(self, page: int, indices: NDArray[np.int32]) -> NDArray[Any]:
        """The answer for each index, one number each; ``page`` is the address of the page."""
        out = np.zeros(len(indices), self.kind)
        if not self._swept(page, indices, out, out.itemsize):
            out[:] = np.fromiter(map(self.plain, repeat(page), indices.tolist()), self.kind, len(indices))
        return out

    def written(self, page: int, indices: NDArray[np.int32], width: int, kind: Any) -> NDArray[Any]:
        """What is written for each index: ``width`` numbers of type ``kind``."""
        out = np.zeros((len(indices), width), kind)
        step = width * out.itemsize
        if not self._swept(page, indices, out, step):
            start, part = out.ctypes.data, step // self.places
            places = (range(start + n * part, start + n * part + step * len(indices), step) for n in range(self.places))
            deque(map(self.plain, repeat(page), indices.tolist(), *places), maxlen=0)
        return out

    def _swept(self, page: int, indices: NDArray[np.int32], out: NDArray[Any], step: int) -> bool:
        loop = _compiled(self.result, self.places)
        if loop is None:
            return False
        loop(self.address, page, len(indices), indices.ctypes.data, out.ctypes.data, step)
        return True
