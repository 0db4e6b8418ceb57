# SPDX-License-Identifier: GPL-3.0-or-later
"""Times scikit-image's thinning and dilation on the volumes that bench_skeleton --write-vessels FOLDER wrote."""
import sys
import time

import numpy as np
from skimage.morphology import binary_dilation, skeletonize_3d


def best_ms(work, repeats):
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return 1e3 * min(times)


for size in (96, 256):
    labels = np.fromfile(f"{sys.argv[1]}/vessels_{size}.raw", np.uint8).reshape(size, size, size)
    skeleton = skeletonize_3d(labels > 0) > 0
    thin = best_ms(lambda: skeletonize_3d(labels > 0), 3)
    tube = best_ms(lambda: binary_dilation(binary_dilation(skeleton)) * labels, 3)
    print(f"{size}^3: thinning {thin:.1f} ms, two dilations and cutting {tube:.1f} ms, {skeleton.sum()} voxels")
