// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/atomic_file.h"
#include "planning/core/deflate_sink.h"
#include "planning/core/number_text.h"
#include "planning/io/label_export.h"

#include <string>

namespace valvista::planning {

namespace {

std::string vectorText(const Vec3& v) {
  return "(" + formatExact(v.x) + "," + formatExact(v.y) + "," + formatExact(v.z) + ")";
}

std::string headerOf(const ImageGeometry& grid) {
  const auto& [i, j, k] = grid.lpsFromIjk.linear.column;
  return "NRRD0004\ntype: unsigned char\ndimension: 3\nspace: left-posterior-superior\nsizes: " +
         std::to_string(grid.size[0]) + " " + std::to_string(grid.size[1]) + " " +
         std::to_string(grid.size[2]) + "\nspace directions: " + vectorText(i) + " " + vectorText(j) + " " +
         vectorText(k) + "\nkinds: domain domain domain\nencoding: gzip\nspace origin: " +
         vectorText(grid.lpsFromIjk.offset) + "\n\n";
}

}  // namespace

void writeNrrd(const std::filesystem::path& file, const LabelMap& labels) {
  AtomicFile out(file);
  out.write(headerOf(labels.geometry()));
  DeflateSink sink(out, true);
  for (int k = 0; k < labels.geometry().size[2]; ++k) sink.write(std::as_bytes(labels.slice(k)));
  sink.finish();
  out.commit();
}

}  // namespace valvista::planning
