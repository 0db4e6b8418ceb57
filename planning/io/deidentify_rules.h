// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>

class DcmItem;

namespace valvista::planning {

/// Names and UIDs in place of the real ones, alike wherever the same one stood. They follow from a secret
/// that is kept nowhere, so nobody can go back.
class Pseudonyms {
 public:
  explicit Pseudonyms(std::string secret) : secret_(std::move(secret)) {}

  /// UIDs of the standard itself (SOP classes, transfer syntaxes) stay. Several values are joined by
  /// backslashes.
  std::string uids(const std::string& values) const;
  /// For PatientName and PatientID: two patients without a name would become one in an archive.
  std::string patient() const;

 private:
  std::string secret_;
};

/// Treats a data set by resources/deidentify.json (PS3.15 Annex E, Basic Application Level Confidentiality
/// Profile): what its table names, private attributes, curves and overlays, and every text and block of bytes
/// that is not listed to stay, in nested sequences too; then says in the data set that this was done. Pixels
/// stay as they are. Throws SaveError when an attribute cannot be changed.
void removeIdentity(DcmItem& dataset, const Pseudonyms& pseudonyms);

}  // namespace valvista::planning
