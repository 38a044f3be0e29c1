"""Textbook input-output functions: matrices in, matrices out, no files.

Notation of Miller & Blair (2009), *Input-Output Analysis*, as in pymrio:
Z flows between sectors, Y final demand, x output, A input coefficients,
L Leontief inverse, F satellite account, S its intensities, M = S L multipliers.
"""

import numpy as np
from numpy.typing import NDArray

from footprint_model.errors import ShapeError

Array = NDArray[np.float64]


def input_coefficients(Z: Array, x: Array) -> Array:
    """Input coefficients A = Z x̂⁻¹; columns without output get no inputs.

    Parameters
    ----------
    Z : (n, n) array
        Deliveries from row to column, money.
    x : (n,) array
        Output, same money.

    Returns
    -------
    (n, n) array, dimensionless.

    Raises
    ------
    ShapeError
        If Z is not square or x does not fit.

    Source: Miller & Blair (2009), section 2.2.
    """
    _fits(Z, x)
    inverse_output = np.divide(1.0, x, out=np.zeros_like(x, dtype=float), where=x > 0)
    return np.asarray(Z * inverse_output[np.newaxis, :], dtype=float)


def leontief_inverse(A: Array) -> Array:
    """Leontief inverse L = (I − A)⁻¹.

    Parameters
    ----------
    A : (n, n) array
        Input coefficients.

    Returns
    -------
    (n, n) array: output of the row sector per unit of final demand for the column product.

    Raises
    ------
    ShapeError
        If A is not square.
    numpy.linalg.LinAlgError
        If I − A is singular.

    Source: Miller & Blair (2009), section 2.3.
    """
    _square(A)
    return np.asarray(np.linalg.inv(np.eye(len(A)) - A))


def output(A: Array, y: Array) -> Array:
    """Output x = (I − A)⁻¹ y that final demand y calls for, without the inverse.

    Parameters
    ----------
    A : (n, n) array
    y : (n,) or (n, m) array
        Final demand, money.

    Returns
    -------
    Same shape as y, money.

    Source: Miller & Blair (2009), section 2.3.
    """
    _fits(A, y)
    return np.asarray(np.linalg.solve(np.eye(len(A)) - A, y))


def intensity(F: Array, x: Array) -> Array:
    """Satellite account per unit of output, S = F x̂⁻¹; zero where there is no output.

    Parameters
    ----------
    F : (n,) array
        People in forced labour by producing sector.
    x : (n,) array
        Output, money.

    Returns
    -------
    (n,) array, people per money.

    Raises
    ------
    ShapeError
        If F and x differ in length.
    """
    if F.shape != x.shape:
        raise ShapeError(f"F has shape {F.shape}, x has shape {x.shape}; expected the same")
    return np.asarray(np.divide(F, x, out=np.zeros_like(x, dtype=float), where=x > 0))


def multipliers(S: Array, L: Array) -> Array:
    """Forced labour embodied per unit of final demand, M = S L.

    Parameters
    ----------
    S : (n,) or (k, n) array
        Direct intensities.
    L : (n, n) array
        Leontief inverse.

    Returns
    -------
    (n,) or (k, n) array, people per money of final demand.

    Raises
    ------
    ShapeError
        If S and L disagree on n.

    Source: Miller & Blair (2009), section 6.2.
    """
    _square(L)
    if S.shape[-1] != len(L):
        raise ShapeError(f"S has {S.shape[-1]} sectors, L has {len(L)}")
    return np.asarray(S @ L)


def proportional_fit(
    seed: Array,
    row_totals: Array,
    column_totals: Array,
    *,
    rounds: int = 1000,
    tolerance: float = 1e-10,
) -> Array:
    """Scale rows and columns of a seed until both margins hold (IPF, also called RAS).

    A row or column whose seed is all zero stays zero. The columns are scaled last,
    so their totals hold exactly wherever the seed has an entry.

    Parameters
    ----------
    seed : (m, n) array
        Non-negative start values.
    row_totals : (m,) array
    column_totals : (n,) array
    rounds : int
        At most this many rounds.
    tolerance : float
        Stop when no row factor moves by more than this.

    Returns
    -------
    (m, n) array.

    Raises
    ------
    ShapeError
        If the margins do not fit the seed.

    Source: Deming & Stephan (1940); Miller & Blair (2009), section 7.4.
    """
    if seed.shape != (len(row_totals), len(column_totals)):
        raise ShapeError(
            f"seed has shape {seed.shape}, margins {len(row_totals)} and {len(column_totals)}"
        )
    fitted = np.array(seed, dtype=float)
    for _ in range(rounds):
        by_row = _scale(row_totals, fitted.sum(axis=1))
        fitted *= by_row[:, np.newaxis]
        by_column = _scale(column_totals, fitted.sum(axis=0))
        fitted *= by_column
        moved = max(np.abs(by_row - 1).max(initial=0.0), np.abs(by_column - 1).max(initial=0.0))
        if moved < tolerance:
            break
    return fitted


def _scale(wanted: Array, held: Array) -> Array:
    """Factor from held to wanted; one where nothing is held."""
    return np.asarray(np.divide(wanted, held, out=np.ones_like(held), where=held > 0))


def _square(matrix: Array) -> None:
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1]:
        raise ShapeError(f"expected a square matrix, got shape {matrix.shape}")


def _fits(matrix: Array, vector: Array) -> None:
    _square(matrix)
    if len(vector) != len(matrix):
        raise ShapeError(f"matrix has {len(matrix)} sectors, vector has {len(vector)}")
