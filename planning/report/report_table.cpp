// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/report/report_table.h"

#include "planning/report/report_text.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

namespace valvista::planning::report {

namespace {

constexpr double kRowHeight = 13.6, kTitleHeight = 15.0, kPadding = 4.0, kSize = 8.0;

std::vector<const CatalogueEntry*> entriesOf(const MeasurementGroup& group) {
  std::vector<const CatalogueEntry*> entries;
  for (const CatalogueEntry& entry : measurementCatalogue()) {
    if (entry.id.starts_with(group.idPrefix)) entries.push_back(&entry);
  }
  return entries;
}

std::string rowLabel(const CatalogueEntry& entry, const MeasurementGroup& group) {
  std::string_view label = entry.label;
  if (!group.labelPrefix.empty() && label.starts_with(group.labelPrefix))
    label.remove_prefix(group.labelPrefix.size());
  std::string text(label);
  if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

struct Columns {
  double name, value, uncertainty, method;  ///< widths
};

Columns columnsOf(double width) {
  constexpr double kValue = 56.0, kUncertainty = 44.0;
  const double rest = width - kValue - kUncertainty;
  return {rest * 0.65, kValue, kUncertainty, rest * 0.35};
}

void drawTitleRow(const Canvas& canvas, const Box& box, const Columns& columns, std::string_view title) {
  canvas.fill({box.x, box.y, box.width, kTitleHeight}, color::kGround);
  const double y = box.y + 2.0;
  canvas.text({box.x + kPadding, y}, title, {.size = kSize, .bold = true, .width = columns.name - kPadding});
  const TextStyle head{.size = 7.0, .color = color::kMuted};
  TextStyle right = head;
  right.align = Align::right;
  double x = box.x + columns.name;
  right.width = columns.value;
  canvas.text({x, y + 0.8}, "value", right);
  x += columns.value;
  right.width = columns.uncertainty;
  canvas.text({x, y + 0.8}, "1 SD", right);
  x += columns.uncertainty;
  TextStyle method = head;
  method.width = columns.method - 2.0 * kPadding;
  canvas.text({x + 2.0 * kPadding, y + 0.8}, "method", method);
}

TextStyle methodStyle(const Columns& columns) {
  return {.size = 7.5, .color = color::kMuted, .width = columns.method - 2.0 * kPadding, .wrap = true};
}

double rowHeight(const Canvas& canvas, const Columns& columns, const Measured& measured) {
  return std::max(kRowHeight, canvas.heightOf(measured.method, methodStyle(columns)) + 3.0);
}

void drawRow(const Canvas& canvas, const Box& row, const Columns& columns, const std::string& label,
             const Measured& measured) {
  const double y = row.y + 1.2;
  canvas.text({row.x + kPadding, y}, label, {.size = kSize, .width = columns.name - kPadding});
  double x = row.x + columns.name;
  const bool there = measured.value.has_value();
  canvas.text({x, y}, formatValue(measured),
              {.size = kSize,
               .bold = there,
               .color = there ? color::kText : color::kVermilion,
               .align = Align::right,
               .width = columns.value});
  x += columns.value;
  canvas.text({x, y}, formatUncertainty(measured),
              {.size = 7.5, .color = color::kMuted, .align = Align::right, .width = columns.uncertainty});
  x += columns.uncertainty;
  canvas.text({x + 2.0 * kPadding, y}, measured.method, methodStyle(columns));
  canvas.line({row.x, row.bottom()}, {row.right(), row.bottom()}, color::kRule, 0.4);
}

Measured measuredOf(const Measurements& measurements, const CatalogueEntry& entry) {
  const Measured* found = find(measurements, entry.id);
  return found ? *found : Measured{std::string(entry.id), {}, std::string(entry.unit), {}, {}, {}};
}

}  // namespace

double tableHeight(const Canvas& canvas, double width, const MeasurementGroup& group,
                   const Measurements& measurements) {
  const Columns columns = columnsOf(width);
  double height = kTitleHeight;
  for (const CatalogueEntry* entry : entriesOf(group)) {
    height += rowHeight(canvas, columns, measuredOf(measurements, *entry));
  }
  return height;
}

double drawTable(const Canvas& canvas, const Box& box, const MeasurementGroup& group,
                 const Measurements& measurements) {
  const Columns columns = columnsOf(box.width);
  drawTitleRow(canvas, box, columns, group.title);
  double y = box.y + kTitleHeight;
  for (const CatalogueEntry* entry : entriesOf(group)) {
    const Measured measured = measuredOf(measurements, *entry);
    const double height = rowHeight(canvas, columns, measured);
    drawRow(canvas, {box.x, y, box.width, height}, columns, rowLabel(*entry, group), measured);
    y += height;
  }
  return y - box.y;
}

}  // namespace valvista::planning::report
