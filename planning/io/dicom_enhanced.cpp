// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/dicom_enhanced.h"

#include <algorithm>
#include <array>
#include <utility>

namespace valvista::planning {
namespace {

template <class T>
void take(std::optional<T>& target, std::optional<T> value) {
  if (value) target = std::move(value);
}

void take(std::string& target, std::string value) {
  if (!value.empty()) target = std::move(value);
}

void takeFirst(std::optional<double>& target, std::optional<double> a, std::optional<double> b) {
  take(target, a ? a : b);
}

/// DICOM time HHMMSS.FFFFFF, or the last part of a date-time, as seconds of the day.
std::optional<double> secondsOf(const std::string& text) {
  const std::size_t start = text.find('.') == std::string::npos ? text.size() : text.find('.');
  if (start < 6 || text.find_first_not_of("0123456789.") != std::string::npos) return std::nullopt;
  const auto two = [&](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
  double fraction = 0.0, unit = 0.1;
  for (std::size_t i = start + 1; i < text.size(); ++i, unit *= 0.1) fraction += unit * (text[i] - '0');
  return two(start - 6) * 3600.0 + two(start - 4) * 60.0 + two(start - 2) + fraction;
}

// Sequences whose items carry tags of readFrameTags: pixel measures, plane position, plane orientation, pixel
// value transformation, frame content, cardiac synchronization, CT frame type, CT acquisition type, and the
// attributes that a legacy conversion could not assign (shared, per frame).
constexpr std::array<std::pair<unsigned, unsigned>, 10> kGroups{{{0x0028, 0x9110},
                                                                 {0x0020, 0x9113},
                                                                 {0x0020, 0x9116},
                                                                 {0x0028, 0x9145},
                                                                 {0x0020, 0x9111},
                                                                 {0x0018, 0x9118},
                                                                 {0x0018, 0x9329},
                                                                 {0x0018, 0x9301},
                                                                 {0x0020, 0x9170},
                                                                 {0x0020, 0x9171}}};

void readGroups(const std::optional<DicomTags>& groups, FrameHeader& frame) {
  if (!groups) return;
  for (const auto& [group, element] : kGroups) {
    if (const auto item = groups->item(group, element)) readFrameTags(*item, frame);
  }
}

}  // namespace

void readFrameTags(const DicomTags& tags, FrameHeader& frame) {
  take(frame.position, tags.vec3(0x0020, 0x0032));
  const std::vector<double> o = tags.numbers(0x0020, 0x0037);
  if (o.size() == 6) frame.orientation = {Vec3{o[0], o[1], o[2]}, Vec3{o[3], o[4], o[5]}};
  const std::vector<double> spacing = tags.numbers(0x0028, 0x0030);
  if (spacing.size() == 2) frame.pixelSpacing = Vec2{spacing[1], spacing[0]};
  take(frame.sliceThicknessMm, tags.number(0x0018, 0x0050));
  take(frame.intercept, tags.number(0x0028, 0x1052));
  take(frame.slope, tags.number(0x0028, 0x1053));
  take(frame.rescaleType, tags.text(0x0028, 0x1054));
  take(frame.frameType, tags.text(0x0008, 0x9007));
  take(frame.cardiacPhasePercent, tags.number(0x0020, 0x9241));
  takeFirst(frame.triggerTimeMs, tags.number(0x0018, 0x1060), tags.number(0x0020, 0x9153));
  std::optional<double> time = secondsOf(tags.text(0x0018, 0x9074));
  takeFirst(frame.acquisitionTimeSeconds, time, secondsOf(tags.text(0x0008, 0x0032)));
  take(frame.acquisitionNumber, tags.text(0x0020, 0x0012));
  take(frame.acquisitionNumber, tags.text(0x0020, 0x9156));
  take(frame.temporalPosition, tags.text(0x0020, 0x0100));
  take(frame.temporalPosition, tags.text(0x0020, 0x9128));
  take(frame.stackId, tags.text(0x0020, 0x9056));
  take(frame.scanOptions, tags.text(0x0018, 0x0022));
  take(frame.comments, tags.text(0x0020, 0x4000));
  take(frame.comments, tags.text(0x0020, 0x9158));
}

std::vector<FrameHeader> readFunctionalGroups(const DicomTags& dataset, std::size_t count,
                                              const FrameHeader& common) {
  if (dataset.count(0x5200, 0x9230) != count) return {};
  FrameHeader shared = common;
  readGroups(dataset.item(0x5200, 0x9229), shared);
  std::vector<FrameHeader> frames(count, shared);
  for (std::size_t i = 0; i < count; ++i) readGroups(dataset.item(0x5200, 0x9230, i), frames[i]);
  return frames;
}

}  // namespace valvista::planning
