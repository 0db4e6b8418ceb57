// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/edit/label_change.h"

#include <algorithm>
#include <stdexcept>

namespace valvista::planning {

namespace {

constexpr std::byte kVersion{1};
constexpr int kLargestSide = 1 << 16;

void putNumber(std::vector<std::byte>& bytes, std::uint64_t number) {
  for (; number >= 0x80U; number >>= 7U) bytes.push_back(static_cast<std::byte>(number | 0x80U));
  bytes.push_back(static_cast<std::byte>(number));
}

/// Takes a number off the front; std::domain_error when there is none.
std::uint64_t takeNumber(std::span<const std::byte>& bytes) {
  std::uint64_t number = 0;
  for (unsigned shift = 0; shift < 63 && !bytes.empty(); shift += 7) {
    const auto byte = std::to_integer<std::uint64_t>(bytes.front());
    bytes = bytes.subspan(1);
    number |= (byte & 0x7FU) << shift;
    if (byte < 0x80U) return number;
  }
  throw std::domain_error("a number of a label change is cut off or too long");
}

std::uint8_t takeByte(std::span<const std::byte>& bytes) {
  if (bytes.empty()) throw std::domain_error("a label change is cut off");
  const auto byte = std::to_integer<std::uint8_t>(bytes.front());
  bytes = bytes.subspan(1);
  return byte;
}

std::size_t voxelsOf(const Index3& size) {
  return static_cast<std::size_t>(size[0]) * static_cast<std::size_t>(size[1]) *
         static_cast<std::size_t>(size[2]);
}

std::size_t areaOf(const Index3& size) {
  return static_cast<std::size_t>(size[0]) * static_cast<std::size_t>(size[1]);
}

}  // namespace

LabelChange::LabelChange(const LabelMap& before, const LabelMap& after)
    : size_(after.geometry().size), box_{size_, {0, 0, 0}} {
  if (before.geometry().size != size_) throw std::invalid_argument("labels of different grids are compared");
  const std::size_t area = areaOf(size_);
  for (int k = 0; k < size_[2]; ++k) {
    const auto old = before.slice(k), now = after.slice(k);
    if (old.data() == now.data()) continue;
    for (std::size_t at = 0; at < area;) {
      at = static_cast<std::size_t>(std::mismatch(old.begin() + static_cast<std::ptrdiff_t>(at), old.end(),
                                                  now.begin() + static_cast<std::ptrdiff_t>(at))
                                        .first -
                                    old.begin());
      std::size_t end = at;
      while (end < area && old[end] == old[at] && now[end] == now[at]) ++end;
      if (at < area) append(static_cast<std::size_t>(k) * area + at, end - at, old[at], now[at]);
      at = end;
    }
  }
  runs_.shrink_to_fit();
}

void LabelChange::append(std::size_t index, std::size_t length, std::uint8_t before, std::uint8_t after) {
  putNumber(runs_, index - end_);
  putNumber(runs_, length);
  runs_.push_back(std::byte{before});
  runs_.push_back(std::byte{after});
  note(index, length, before, after);
}

void LabelChange::note(std::size_t index, std::size_t length, std::uint8_t before, std::uint8_t after) {
  end_ = index + length;
  voxels_ += length;
  touched_[before] = touched_[after] = true;
  const auto nx = static_cast<std::size_t>(size_[0]), area = areaOf(size_);
  const std::size_t last = index + length - 1;
  // A run may go on over the ends of rows.
  const bool oneRow = index / nx == last / nx;
  const Index3 low{oneRow ? static_cast<int>(index % nx) : 0, static_cast<int>(index % area / nx),
                   static_cast<int>(index / area)};
  const Index3 high{oneRow ? static_cast<int>(last % nx) : size_[0] - 1, static_cast<int>(last % area / nx),
                    static_cast<int>(last / area)};
  for (std::size_t axis = 0; axis < 3; ++axis) {
    box_.begin[axis] = std::min(box_.begin[axis], low[axis]);
    box_.end[axis] = std::max(box_.end[axis], high[axis] + 1);
  }
}

template <class Visit>
void LabelChange::forEachRun(Visit visit) const {
  std::span<const std::byte> rest = runs_;
  std::size_t index = 0;
  while (!rest.empty()) {
    index += takeNumber(rest);
    const std::size_t length = takeNumber(rest);
    const std::uint8_t before = takeByte(rest), after = takeByte(rest);
    visit(index, length, before, after);
    index += length;
  }
}

void LabelChange::replace(LabelMap& labels, bool forwards) const {
  if (labels.geometry().size != size_) throw std::logic_error("a label change of another grid");
  const std::size_t area = areaOf(size_);
  forEachRun([&](std::size_t index, std::size_t length, std::uint8_t before, std::uint8_t after) {
    const auto run = labels.slice(static_cast<int>(index / area)).subspan(index % area, length);
    const std::uint8_t expected = forwards ? before : after;
    if (std::any_of(run.begin(), run.end(), [expected](std::uint8_t label) { return label != expected; }))
      throw std::logic_error("the labels are not those that the change was made on");
  });
  forEachRun([&](std::size_t index, std::size_t length, std::uint8_t before, std::uint8_t after) {
    const auto run = labels.mutableSlice(static_cast<int>(index / area)).subspan(index % area, length);
    std::fill(run.begin(), run.end(), forwards ? after : before);
  });
}

void LabelChange::paintOn(LabelMap& labels) const {
  if (labels.geometry().size != size_) throw std::logic_error("a label change of another grid");
  const std::size_t area = areaOf(size_);
  forEachRun([&](std::size_t index, std::size_t length, std::uint8_t, std::uint8_t after) {
    const auto run = labels.mutableSlice(static_cast<int>(index / area)).subspan(index % area, length);
    std::fill(run.begin(), run.end(), after);
  });
}

void LabelChange::apply(LabelMap& labels) const {
  replace(labels, true);
}

void LabelChange::revert(LabelMap& labels) const {
  replace(labels, false);
}

LabelChange LabelChange::inverse() const {
  LabelChange back;
  back.size_ = size_;
  back.box_ = {size_, {0, 0, 0}};
  forEachRun([&](std::size_t index, std::size_t length, std::uint8_t before, std::uint8_t after) {
    back.append(index, length, after, before);
  });
  return back;
}

std::vector<std::byte> LabelChange::encoded() const {
  std::vector<std::byte> bytes{kVersion};
  for (const int side : size_) putNumber(bytes, static_cast<std::uint64_t>(side));
  bytes.insert(bytes.end(), runs_.begin(), runs_.end());
  return bytes;
}

LabelChange LabelChange::decoded(std::span<const std::byte> bytes) {
  if (takeByte(bytes) != std::to_integer<std::uint8_t>(kVersion))
    throw std::domain_error("a label change of an unknown version");
  LabelChange change;
  for (int& side : change.size_) {
    const std::uint64_t number = takeNumber(bytes);
    if (number < 1 || number > kLargestSide)
      throw std::domain_error("a label change without a sensible grid");
    side = static_cast<int>(number);
  }
  change.box_ = {change.size_, {0, 0, 0}};
  const std::size_t voxels = voxelsOf(change.size_), area = areaOf(change.size_);
  while (!bytes.empty()) {
    const std::uint64_t gap = takeNumber(bytes), length = takeNumber(bytes);
    const std::uint8_t before = takeByte(bytes), after = takeByte(bytes);
    const bool inside = gap < voxels && length > 0 && length <= area && change.end_ + gap + length <= voxels;
    if (!inside || before == after || (change.end_ + gap) % area + length > area)
      throw std::domain_error("a run of a label change makes no sense");
    change.append(change.end_ + static_cast<std::size_t>(gap), static_cast<std::size_t>(length), before,
                  after);
  }
  return change;
}

}  // namespace valvista::planning
