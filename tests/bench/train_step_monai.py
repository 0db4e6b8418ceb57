#!/usr/bin/env python3
"""A training step of MONAI at the paper's settings, for bench_train_step to be held against.

Usage: train_step_monai.py unet|vnet|swin_unetr [STEPS] [BATCH]    needs PyTorch and MONAI
"""
import resource
import statistics
import sys
import time

import torch
from monai.losses import DiceCELoss
from monai.networks.nets import SwinUNETR, UNet, VNet

CLASSES, THREADS = 4, 2
name = sys.argv[1]
steps = int(sys.argv[2]) if len(sys.argv) > 2 else 3
torch.set_num_threads(THREADS)
torch.manual_seed(1)
if name == "unet":
    network = UNet(3, 1, CLASSES, (16, 32, 64, 128, 256), (2, 2, 2, 2), num_res_units=2)
    batch, side = 6, 96
elif name == "vnet":
    network = VNet(3, 1, CLASSES)
    batch, side = 13, 64
else:
    network = SwinUNETR(in_channels=1, out_channels=CLASSES, feature_size=48)
    batch, side = 4, 64
if len(sys.argv) > 3:
    batch = int(sys.argv[3])

loss_function = DiceCELoss(to_onehot_y=True, softmax=True)
optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3)
images = torch.rand(batch, 1, side, side, side)
labels = torch.randint(0, CLASSES, (batch, 1, side, side, side))
seconds = []
for step in range(steps + 1):
    start = time.perf_counter()
    optimizer.zero_grad()
    loss_function(network(images), labels).backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 12.0)
    optimizer.step()
    if step > 0:
        seconds.append(time.perf_counter() - start)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(f"{name}: {batch} patches of {side}: {statistics.median(seconds):.2f} s a step (median of {steps}), peak {peak:.0f} MiB")
