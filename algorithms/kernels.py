"""How the inner loops are compiled: without the interpreter's lock, kept on disk, never parallel."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

import numba
import numpy as np
import numpy.typing as npt
from llvmlite import ir  # type: ignore[import-untyped]  # it ships no types
from numba.core import cgutils, types
from numba.extending import intrinsic

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

_OPTIONS: dict[str, Any] = {"nogil": True, "cache": True, "no_cfunc_wrapper": True}


def kernel(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Compile a function of numbers and arrays at its first call; the next process finds it on disk.

    Never `parallel`: numba's own threads do not survive a fork, nor calls from several threads. The copy
    on disk follows changes of the function's own file only: after a change to a kernel that other
    files call, such as those of `streams.py`, clear `__pycache__`.

    Some lines compile for seconds, again in whatever calls them. A slice that is assigned an array brings the
    words of the error that they differ in length, so arrays are copied item by item; `np.partition` brings
    three ways of sorting. No way in from C is made either, since nobody takes it.

    Examples
    --------
    >>> from algorithms.streams import world_key
    >>> hasattr(world_key, "py_func")  # the function as it was written
    True
    """
    compiled: Callable[Arguments, Result] = numba.njit(**_OPTIONS)(function)
    return compiled


def inner_kernel(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Compile a function into each kernel that calls it.

    A call that takes a tuple of arrays counts the references to each of them, up and down: 2 µs where a
    dozen small ones are called, more than they take.

    Examples
    --------
    >>> from algorithms.relay_cascades import run_cascade
    >>> hasattr(run_cascade, "py_func")  # the function as it was written
    True
    """
    compiled: Callable[Arguments, Result] = numba.njit(**_OPTIONS, forceinline=True)(function)
    return compiled


def kernels_are_compiled() -> bool:
    """Tell whether an earlier process left compiled kernels on disk: without them the first call takes long.

    Examples
    --------
    >>> isinstance(kernels_are_compiled(), bool)
    True
    """
    folder = Path(getattr(numba.config, "CACHE_DIR", "") or Path(__file__).parent / "__pycache__")
    return any(folder.rglob("*.nbi"))


Scalar = TypeVar("Scalar", bound=np.generic)


def frozen(array: npt.NDArray[Scalar]) -> npt.NDArray[Scalar]:
    """Return a view that cannot be written to.

    Mapped from disk or not, kernels that are given such views meet one type, and are compiled once.

    Examples
    --------
    >>> frozen(np.zeros(3)).flags.writeable
    False
    """
    view = np.asarray(array).view()
    view.flags.writeable = False
    return view


@intrinsic
def _prefetch(typing_context: Any, array: Any, place: Any) -> Any:  # noqa: ANN401, ARG001  # as numba calls it
    pointer: Any = cgutils.get_item_pointer
    declare: Any = cgutils.get_or_insert_function

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:  # noqa: ANN401  # numba types these itself
        layout = signature.args[0]
        view = context.make_array(layout)(context, builder, arguments[0])
        at = context.cast(builder, arguments[1], signature.args[1], types.intp)
        item = pointer(context, builder, layout, view, [at], wraparound=False)
        byte, number = ir.IntType(8).as_pointer(), ir.IntType(32)
        kind = ir.FunctionType(ir.VoidType(), [byte, number, number, number])
        function = declare(builder.module, kind, "llvm.prefetch.p0i8")
        read, keep, data = (ir.Constant(number, value) for value in (0, 3, 1))
        builder.call(function, [builder.bitcast(item, byte), read, keep, data])
        return context.get_dummy_value()

    return types.void(array, place), generate


prefetch = cast("Callable[[npt.NDArray[Any], int | np.integer], None]", _prefetch)
"""Ask the processor, in a kernel, for the memory of `array[place]`, so that it is there when it is read.

A read that misses the caches costs about 100 ns, a dozen of them asked for ahead hardly more. Places are
signed; one outside the array asks for nothing useful and does no harm.
"""
