// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "planning/core/volume.h"
#include "planning/model/finding.h"

namespace valvista::planning {

/// Who the scan is of. Shown in windows and reports; never logged, never in a finding or an error message.
struct PatientIdentity {
  std::string name, id, birthDate, sex;
};

/// What the scanner says of a series; empty where unknown. Texts are UTF-8.
struct ScanFacts {
  std::string modality, studyDate, studyDescription, seriesDescription, seriesNumber, manufacturer, scannerModel;
  std::string convolutionKernel, contrastAgent, patientPosition, transferSyntax;
  std::string studyUid, seriesUid, frameOfReferenceUid;
  std::optional<double> kilovolt, sliceThicknessMm, cardiacPhasePercent, triggerTimeMs;
};

/// What a DICOM object of the same study has to repeat. As private as PatientIdentity.
struct StudyIdentity {
  std::string time, id, accessionNumber, referringPhysician;
};

/// The DICOM image that a slice was read from.
struct SourceImage {
  std::string sopClassUid, sopInstanceUid;
  int frame = 0;  ///< within the image, from 1; 0 where it holds only one
};

/// A CT read and placed in the patient.
struct Study {
  PatientIdentity patient;
  ScanFacts facts;
  Volume volume;
  std::string sha256;   ///< of the voxels and geometry as read, lower-case hex
  Findings findings;    ///< what the reader noticed (thick slices, padding, many series ...)
  StudyIdentity identity{};             ///< empty where the CT is no DICOM
  std::vector<SourceImage> sources{};  ///< of slice k; empty where the CT is no DICOM
};

}  // namespace valvista::planning
