#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of `valvista-cli derive --rule paper`, plainly in SciPy, to compare time, memory and result.

usage: derive_scipy.py MAP.nii      (uint8, not compressed; `bench_plan --write-map MAP.nii` writes one)
Needs NumPy and SciPy (Debian: python3-scipy).
"""
import resource
import struct
import sys
import time

import numpy as np
from scipy import ndimage


def read_nifti(path):
    with open(path, "rb") as file:
        header = file.read(348)
    size = struct.unpack_from("<8h", header, 40)[1:4]
    if struct.unpack_from("<h", header, 70)[0] != 2:
        sys.exit("expected uint8 voxels")
    offset = int(struct.unpack_from("<f", header, 108)[0])
    affine = np.array(struct.unpack_from("<12f", header, 280)).reshape(3, 4)
    voxels = np.fromfile(path, np.uint8, offset=offset).reshape(size, order="F")
    return voxels, affine


def fit_plane(aorta, ventricle, affine):
    centres, direction = [], np.zeros(3)
    for axis in range(3):
        low = [slice(None)] * 3
        high = [slice(None)] * 3
        low[axis], high[axis] = slice(None, -1), slice(1, None)
        for first, second, sign in ((ventricle, aorta, 1), (aorta, ventricle, -1)):
            at = np.argwhere(first[tuple(low)] & second[tuple(high)]).astype(float)
            at[:, axis] += 0.5
            centres.append(at)
            direction += sign * len(at) * affine[:, axis]
    centres = np.concatenate(centres) @ affine[:, :3].T + affine[:, 3]
    origin = centres.mean(0)
    normal = np.linalg.svd(centres - origin, full_matrices=False)[2][2]
    return origin, normal * np.sign(normal @ direction)


def root_length(aorta, affine, origin, normal, window=4.0):
    step = np.abs(normal @ affine[:, :3]).max()
    distance = (np.argwhere(aorta) @ affine[:, :3].T + affine[:, 3] - origin) @ normal
    counts = np.histogram(distance, np.arange(0, 80, step))[0]
    width = max(1, round(window / step))
    smooth = np.convolve(counts, np.ones(width) / width, "same")[width : -width]
    rise = np.flatnonzero(np.diff(smooth) < 0)
    if not len(rise):
        return None
    fall = np.flatnonzero(np.diff(smooth[rise[0] :]) > 0)
    return (width + rise[0] + fall[0] + 0.5) * step if len(fall) else None


def main():
    voxels, affine = read_nifti(sys.argv[1])
    start = time.perf_counter()
    aorta = np.isin(voxels, (1, 3, 4))
    ventricle = np.isin(voxels, (2, 5))
    result = voxels.copy()
    valve = aorta & (ndimage.distance_transform_edt(~ventricle) <= 3)
    annulus = ventricle & (ndimage.distance_transform_edt(~aorta) <= 1)
    rules = time.perf_counter()
    result[valve], result[annulus] = 4, 5
    origin, normal = fit_plane(aorta, ventricle, affine)
    length = root_length(aorta, affine, origin, normal)
    stop = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    print(f"rules {rules - start:.1f} s, all {stop - start:.1f} s, peak {peak:.0f} MB")
    print(f"valve {valve.sum()} annulus {annulus.sum()} voxels, root length {length} mm (literal count)")


main()
