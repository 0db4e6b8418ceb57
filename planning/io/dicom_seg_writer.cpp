// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/dicom_seg_writer.h"

#include "planning/io/dicom_values.h"
#include "planning/io/segment_codes.h"
#include "planning/model/tavr_labels.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/dcmfg/fgderimg.h>
#include <dcmtk/dcmfg/fgfracon.h>
#include <dcmtk/dcmfg/fgpixmsr.h>
#include <dcmtk/dcmfg/fgplanor.h>
#include <dcmtk/dcmfg/fgplanpo.h>
#include <dcmtk/dcmiod/cielabutil.h>
#include <dcmtk/dcmseg/segdoc.h>
#include <dcmtk/dcmseg/segment.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace valvista::planning {

namespace {

constexpr int kLargestMatrix = 65535;
constexpr double kColourScale = 255.0;
const char* const kSeriesNumber = "1000";  // beyond those of a scanner

OFString toOf(const std::string& text) {
  return OFString(text.c_str(), text.size());
}

OFString toOf(double value) {
  return toOf(dicomDecimal(value));
}

CodeSequenceMacro toMacro(const CodedConcept& code) {
  return CodeSequenceMacro(toOf(code.value), toOf(code.scheme), toOf(code.meaning));
}

void require(const OFCondition& outcome) {
  if (outcome.bad()) throw std::domain_error(std::string("DCMTK says: ") + outcome.text());
}

template <class T>
std::unique_ptr<T> owned(T* made) {
  if (made == nullptr) throw std::domain_error("DCMTK refuses a part of it");
  return std::unique_ptr<T>(made);
}

bool holds(const LabelMap& labels, int k, std::uint8_t label) {
  const auto slice = labels.slice(k);
  return !labels.isBackground(k) && std::find(slice.begin(), slice.end(), label) != slice.end();
}

/// Position of each slice among those that are written: the first, the last, and all with labels.
std::vector<Uint32> ranksOf(const LabelMap& labels) {
  std::vector<Uint32> ranks;
  Uint32 rank = 0;
  for (int k = 0; k < labels.geometry().size[2]; ++k) {
    const auto slice = labels.slice(k);
    const bool empty = std::all_of(slice.begin(), slice.end(), [](std::uint8_t voxel) { return voxel == 0; });
    if (!empty || k == 0 || k + 1 == labels.geometry().size[2]) ++rank;
    ranks.push_back(rank);
  }
  return ranks;
}

class SegmentationBuilder {
 public:
  SegmentationBuilder(const LabelMap& labels, const Study* study)
      : labels_(labels), study_(study), rank_(ranksOf(labels)) {
    const Index3& size = labels.geometry().size;
    if (size[0] > kLargestMatrix || size[1] > kLargestMatrix)
      throw std::domain_error("its slices are too large for DICOM");
    DcmSegmentation* made = nullptr;
    require(DcmSegmentation::createBinarySegmentation(
        made, static_cast<Uint16>(size[1]), static_cast<Uint16>(size[0]),
        IODGeneralEquipmentModule::EquipmentInfo("Valvista", "Valvista", "0", VALVISTA_VERSION),
        ContentIdentificationMacro("1", "SEGMENTATION", "Anatomy for TAVR planning", "")));
    segmentation_ = owned(made);
    describe();
    addCommonGroups();
  }

  void writeTo(DcmDataset& set) {
    const std::vector<std::size_t> counts = labelCounts(labels_);
    bool first = true;
    for (std::size_t label = 1; label < counts.size(); ++label) {
      if (counts[label] == 0) continue;
      addSegment(static_cast<std::uint8_t>(label), first);
      first = false;
    }
    if (first) throw std::domain_error("there are no labels to write");
    require(segmentation_->writeDataset(set));
    // dcmseg shifts frames that do not end with a byte (QIICR/dcmqi issue 341), so its pixels are replaced.
    std::vector<Uint8> bits = packedFrames();
    require(set.putAndInsertUint8Array(DCM_PixelData, bits.data(), bits.size()));
  }

 private:
  void describe() {
    IODGeneralStudyModule& studyModule = segmentation_->getStudy();
    const bool tied = hasDicomSource(study_);
    require(segmentation_->getSOPCommon().setSpecificCharacterSet("ISO_IR 192"));
    require(segmentation_->getSOPCommon().setSOPInstanceUID(toOf(newDicomUid())));
    require(segmentation_->getSeries().setSeriesInstanceUID(toOf(newDicomUid())));
    require(segmentation_->getSeries().setSeriesNumber(kSeriesNumber));
    require(segmentation_->getSeries().setSeriesDescription("Valvista segmentation"));
    require(studyModule.setStudyInstanceUID(toOf(tied ? study_->facts.studyUid : newDicomUid())));
    const bool placed = tied && !study_->facts.frameOfReferenceUid.empty();
    require(segmentation_->getFrameOfReference().setFrameOfReferenceUID(
        toOf(placed ? study_->facts.frameOfReferenceUid : newDicomUid())));
    if (!tied) return;
    // As the CT has them, well formed or not: objects of one study must not differ in these.
    const PatientIdentity& patient = study_->patient;
    segmentation_->getPatient().setPatientName(toOf(patient.name), OFFalse);
    segmentation_->getPatient().setPatientID(toOf(patient.id), OFFalse);
    segmentation_->getPatient().setPatientBirthDate(toOf(patient.birthDate), OFFalse);
    segmentation_->getPatient().setPatientSex(toOf(patient.sex), OFFalse);
    studyModule.setStudyDate(toOf(study_->facts.studyDate), OFFalse);
    studyModule.setStudyTime(toOf(study_->identity.time), OFFalse);
    studyModule.setStudyID(toOf(study_->identity.id), OFFalse);
    studyModule.setAccessionNumber(toOf(study_->identity.accessionNumber), OFFalse);
    studyModule.setReferringPhysicianName(toOf(study_->identity.referringPhysician), OFFalse);
    studyModule.setStudyDescription(toOf(study_->facts.studyDescription), OFFalse);
    addReferences();
  }

  void addReferences() {
    IODReferences references;
    const auto add = [&](const SourceImage& image) {
      references.add(new IODImageReference(toOf(study_->patient.id), toOf(study_->facts.studyUid),
                                           toOf(study_->facts.seriesUid), toOf(image.sopInstanceUid),
                                           toOf(image.sopClassUid)));
    };
    // All frames of a multi-frame image are one reference.
    for (std::size_t k = 0; k < study_->sources.size(); ++k)
      if (k == 0 || study_->sources[k].sopInstanceUid != study_->sources[k - 1].sopInstanceUid)
        add(study_->sources[k]);
    segmentation_->getCommonInstanceReference().addReferences(references, toOf(study_->facts.studyUid));
  }

  void addCommonGroups() {
    const ImageGeometry& grid = labels_.geometry();
    const Vec3 spacing = grid.spacing();
    const Vec3 row = grid.lpsFromIjk.linear.column[0] / spacing.x;
    const Vec3 column = grid.lpsFromIjk.linear.column[1] / spacing.y;
    FGPixelMeasures measures;
    require(measures.setPixelSpacing(toOf(dicomDecimal(spacing.y) + "\\" + dicomDecimal(spacing.x))));
    require(measures.setSliceThickness(toOf(spacing.z)));
    require(measures.setSpacingBetweenSlices(toOf(spacing.z)));
    require(segmentation_->addForAllFrames(measures));
    const auto orientation = owned(FGPlaneOrientationPatient::createMinimal(
        toOf(row.x), toOf(row.y), toOf(row.z), toOf(column.x), toOf(column.y), toOf(column.z)));
    require(segmentation_->addForAllFrames(*orientation));
    const OFString organization = toOf(newDicomUid());
    IODMultiframeDimensionModule& dimensions = segmentation_->getDimensions();
    require(dimensions.addDimensionIndex(DCM_ReferencedSegmentNumber, organization,
                                         DCM_SegmentIdentificationSequence, "Segment"));
    require(dimensions.addDimensionIndex(DCM_ImagePositionPatient, organization, DCM_PlanePositionSequence,
                                         "Slice"));
  }

  void addSegment(std::uint8_t label, bool withEnds) {
    const auto code = segmentCodeOf(label);
    if (!code) throw std::domain_error("DICOM has no code for label " + std::to_string(label));
    DcmSegment* made = nullptr;
    require(DcmSegment::create(made, toOf(labelDisplayName(label)), toMacro(segmentCategory()),
                               toMacro(code->type), DcmSegTypes::SAT_SEMIAUTOMATIC, "Valvista"));
    auto segment = owned(made);
    // Modifiers are given away: the segment deletes them.
    if (code->side)
      segment->getSegmentedPropertyTypeModifierCode().push_back(new CodeSequenceMacro(toMacro(*code->side)));
    setColour(label, *segment);
    Uint16 number = 0;
    require(segmentation_->addSegment(segment.release(), number));
    const int count = labels_.geometry().size[2];
    for (int k = 0; k < count; ++k)
      if (holds(labels_, k, label) || (withEnds && (k == 0 || k + 1 == count))) addFrame(label, number, k);
  }

  static void setColour(std::uint8_t label, DcmSegment& segment) {
    for (const LabelStyle& style : labelStyles()) {
      if (style.value != label) continue;
      double l = 0.0, a = 0.0, b = 0.0;
      IODCIELabUtil::rgb2DicomLab(l, a, b, style.rgb[0] / kColourScale, style.rgb[1] / kColourScale,
                                  style.rgb[2] / kColourScale);
      const auto word = [](double value) { return static_cast<Uint16>(std::lround(value)); };
      require(segment.setRecommendedDisplayCIELabValue(word(l), word(a), word(b)));
    }
  }

  void addFrame(std::uint8_t label, Uint16 segment, int k) {
    const auto slice = labels_.slice(k);
    std::vector<Uint8> mask(slice.size());
    std::transform(slice.begin(), slice.end(), mask.begin(),
                   [&](std::uint8_t voxel) { return static_cast<Uint8>(voxel == label ? 1 : 0); });
    const Vec3 at = labels_.geometry().lps({0, 0, k});
    FGFrameContent content;
    require(content.setDimensionIndexValues(segment, 0));
    require(content.setDimensionIndexValues(rank_[static_cast<std::size_t>(k)], 1));
    const auto position = owned(FGPlanePosPatient::createMinimal(toOf(at.x), toOf(at.y), toOf(at.z)));
    OFVector<FGBase*> groups;
    groups.push_back(&content);
    groups.push_back(position.get());
    std::unique_ptr<FGDerivationImage> derivation;
    if (hasDicomSource(study_)) {
      derivation = derivedFrom(study_->sources[static_cast<std::size_t>(k)]);
      groups.push_back(derivation.get());
    }
    require(segmentation_->addFrame(mask.data(), segment, groups));
    frames_.push_back({label, k});
  }

  /// One bit a pixel, frames without a gap between them (PS3.5 8.1.1), an even number of bytes.
  std::vector<Uint8> packedFrames() const {
    const std::size_t area = labels_.slice(0).size();
    std::vector<Uint8> bits((frames_.size() * area + 15) / 16 * 2);
    std::size_t at = 0;
    for (const Frame& frame : frames_)
      for (const std::uint8_t voxel : labels_.slice(frame.k)) {
        if (voxel == frame.label) bits[at / 8] = static_cast<Uint8>(bits[at / 8] | 1U << at % 8);
        ++at;
      }
    return bits;
  }

  static std::unique_ptr<FGDerivationImage> derivedFrom(const SourceImage& image) {
    ImageSOPInstanceReferenceMacro* made = nullptr;
    const OFString sopClass = toOf(image.sopClassUid), instance = toOf(image.sopInstanceUid);
    const OFVector<Uint16> frames(1, static_cast<Uint16>(image.frame));
    require(image.frame > 0 ? ImageSOPInstanceReferenceMacro::create(sopClass, instance, frames, made)
                            : ImageSOPInstanceReferenceMacro::create(sopClass, instance, made));
    const auto reference = owned(made);
    OFVector<ImageSOPInstanceReferenceMacro> references;
    references.push_back(*reference);
    return owned(FGDerivationImage::createMinimal(
        references, "", CodeSequenceMacro("113076", "DCM", "Segmentation"),
        CodeSequenceMacro("121322", "DCM", "Source image for image processing operation")));
  }

  struct Frame {
    std::uint8_t label;
    int k;
  };

  const LabelMap& labels_;
  const Study* study_;
  std::vector<Frame> frames_;
  std::vector<Uint32> rank_;  // of slice k among those that are written, from 1
  std::unique_ptr<DcmSegmentation> segmentation_;
};

}  // namespace

bool hasDicomSource(const Study* study) {
  return study != nullptr && !study->facts.studyUid.empty() && !study->facts.seriesUid.empty() &&
         study->sources.size() == static_cast<std::size_t>(study->volume.geometry().size[2]);
}

void writeDicomSegmentation(const std::filesystem::path& file, const LabelMap& labels, const Study* study) {
  OFLog::configure(OFLogger::OFF_LOG_LEVEL);
  DcmFileFormat content;
  SegmentationBuilder(labels, study).writeTo(*content.getDataset());
  require(content.saveFile(OFFilename(file.c_str()), EXS_LittleEndianExplicit));
}

}  // namespace valvista::planning
