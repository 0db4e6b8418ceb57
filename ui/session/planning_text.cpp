// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/planning_text.h"

#include <QCoreApplication>
#include <QList>
#include <QRegularExpression>

#include <algorithm>

namespace valvista::ui {

namespace {

constexpr auto kContext = "Planning";

/// Sentences of planning/, with %1, %2 for what is put into them.
constexpr const char* kTexts[]{
    // Structures and labels.
    QT_TRANSLATE_NOOP("Planning", "Aorta"),
    QT_TRANSLATE_NOOP("Planning", "Left ventricle"),
    QT_TRANSLATE_NOOP("Planning", "Aortic root"),
    QT_TRANSLATE_NOOP("Planning", "Valve"),
    QT_TRANSLATE_NOOP("Planning", "Annulus"),
    QT_TRANSLATE_NOOP("Planning", "Left iliac artery"),
    QT_TRANSLATE_NOOP("Planning", "Right iliac artery"),
    QT_TRANSLATE_NOOP("Planning", "Heart"),
    QT_TRANSLATE_NOOP("Planning", "Label %1"),
    QT_TRANSLATE_NOOP("Planning", "aorta"),
    QT_TRANSLATE_NOOP("Planning", "left ventricle"),
    QT_TRANSLATE_NOOP("Planning", "left iliac artery"),
    QT_TRANSLATE_NOOP("Planning", "right iliac artery"),
    QT_TRANSLATE_NOOP("Planning", "annulus plane"),
    QT_TRANSLATE_NOOP("Planning", "root end"),
    QT_TRANSLATE_NOOP("Planning", "aortic centreline"),
    QT_TRANSLATE_NOOP("Planning", "left iliac centreline"),
    QT_TRANSLATE_NOOP("Planning", "right iliac centreline"),
    QT_TRANSLATE_NOOP("Planning", "right"),
    QT_TRANSLATE_NOOP("Planning", "left"),
    QT_TRANSLATE_NOOP("Planning", "front"),
    QT_TRANSLATE_NOOP("Planning", "back"),
    QT_TRANSLATE_NOOP("Planning", "foot"),
    QT_TRANSLATE_NOOP("Planning", "head"),
    // The catalogue of measurements.
    QT_TRANSLATE_NOOP("Planning", "Annulus area"),
    QT_TRANSLATE_NOOP("Planning", "Annulus perimeter"),
    QT_TRANSLATE_NOOP("Planning", "Annulus diameter, min"),
    QT_TRANSLATE_NOOP("Planning", "Annulus diameter, max"),
    QT_TRANSLATE_NOOP("Planning", "Annulus diameter, mean"),
    QT_TRANSLATE_NOOP("Planning", "Annulus diameter, area-derived"),
    QT_TRANSLATE_NOOP("Planning", "Annulus diameter, perimeter-derived"),
    QT_TRANSLATE_NOOP("Planning", "Annulus eccentricity"),
    QT_TRANSLATE_NOOP("Planning", "Root length"),
    QT_TRANSLATE_NOOP("Planning", "Root diameter, max"),
    QT_TRANSLATE_NOOP("Planning", "Left iliac diameter, min"),
    QT_TRANSLATE_NOOP("Planning", "Left iliac diameter, mean"),
    QT_TRANSLATE_NOOP("Planning", "Left iliac diameter, max"),
    QT_TRANSLATE_NOOP("Planning", "Left iliac length"),
    QT_TRANSLATE_NOOP("Planning", "Left iliac tortuosity"),
    QT_TRANSLATE_NOOP("Planning", "Right iliac diameter, min"),
    QT_TRANSLATE_NOOP("Planning", "Right iliac diameter, mean"),
    QT_TRANSLATE_NOOP("Planning", "Right iliac diameter, max"),
    QT_TRANSLATE_NOOP("Planning", "Right iliac length"),
    QT_TRANSLATE_NOOP("Planning", "Right iliac tortuosity"),
    QT_TRANSLATE_NOOP("Planning", "Volume, aorta beyond the root"),
    QT_TRANSLATE_NOOP("Planning", "Volume, left ventricle"),
    QT_TRANSLATE_NOOP("Planning", "Volume, aortic root"),
    QT_TRANSLATE_NOOP("Planning", "Volume, valve"),
    QT_TRANSLATE_NOOP("Planning", "Volume, annulus"),
    QT_TRANSLATE_NOOP("Planning", "Volume, left iliac artery"),
    QT_TRANSLATE_NOOP("Planning", "Volume, right iliac artery"),
    QT_TRANSLATE_NOOP("Planning", "Area of the lumen contour in the annulus plane"),
    QT_TRANSLATE_NOOP("Planning", "Length of the lumen contour in the annulus plane"),
    QT_TRANSLATE_NOOP("Planning", "Smallest caliper width of the contour"),
    QT_TRANSLATE_NOOP("Planning", "Largest caliper width of the contour"),
    QT_TRANSLATE_NOOP("Planning", "(min + max) / 2"),
    QT_TRANSLATE_NOOP("Planning", "2 sqrt(A / pi)"),
    QT_TRANSLATE_NOOP("Planning", "P / pi"),
    QT_TRANSLATE_NOOP("Planning", "1 - min / max"),
    QT_TRANSLATE_NOOP("Planning",
                      "Along the annulus normal to the first local minimum of the cross-section area after "
                      "its first local maximum"),
    QT_TRANSLATE_NOOP("Planning", "Area-derived, at the first local maximum"),
    QT_TRANSLATE_NOOP("Planning",
                      "Smallest area-derived diameter of sections perpendicular to the centreline"),
    QT_TRANSLATE_NOOP("Planning", "Mean over the sections"),
    QT_TRANSLATE_NOOP("Planning", "Largest over the sections"),
    QT_TRANSLATE_NOOP("Planning", "Length of the centreline"),
    QT_TRANSLATE_NOOP("Planning", "Length / chord - 1"),
    QT_TRANSLATE_NOOP("Planning", "Voxels of the label"),
    QT_TRANSLATE_NOOP("Planning", "label contour"),
    QT_TRANSLATE_NOOP("Planning", "CT edge"),
    QT_TRANSLATE_NOOP("Planning", "%1, edited plane"),
    QT_TRANSLATE_NOOP("Planning", "cross-section curve of the labels"),
    QT_TRANSLATE_NOOP("Planning", "edited root end"),
    QT_TRANSLATE_NOOP("Planning", "centreline of the label"),
    QT_TRANSLATE_NOOP("Planning", "voxels of the label"),
    QT_TRANSLATE_NOOP("Planning", "centreline"),
    QT_TRANSLATE_NOOP("Planning", "voxels"),
    QT_TRANSLATE_NOOP("Planning", "cross-section curve"),
    // What is under way.
    QT_TRANSLATE_NOOP("Planning", "Finding aorta and left ventricle"),
    QT_TRANSLATE_NOOP("Planning", "Laying the annulus plane"),
    QT_TRANSLATE_NOOP("Planning", "Following the aortic root"),
    QT_TRANSLATE_NOOP("Planning", "Marking valve and annulus"),
    QT_TRANSLATE_NOOP("Planning", "Done"),
    QT_TRANSLATE_NOOP("Planning", "Building surfaces"),
    QT_TRANSLATE_NOOP("Planning", "writing the plan"),
    QT_TRANSLATE_NOOP("Planning", "writing the labels"),
    QT_TRANSLATE_NOOP("Planning", "writing the report"),
    QT_TRANSLATE_NOOP("Planning", "Scanning the phantom"),
    QT_TRANSLATE_NOOP("Planning", "Reading the CT"),
    QT_TRANSLATE_NOOP("Planning", "Reading labels"),
    QT_TRANSLATE_NOOP("Planning", "Reading headers"),
    QT_TRANSLATE_NOOP("Planning", "Decoding slices"),
    QT_TRANSLATE_NOOP("Planning", "Checking series"),
    QT_TRANSLATE_NOOP("Planning", "Comparing surfaces"),
    QT_TRANSLATE_NOOP("Planning", "Measuring the annulus"),
    QT_TRANSLATE_NOOP("Planning", "Measuring the root"),
    QT_TRANSLATE_NOOP("Planning", "Measuring the left iliac artery"),
    QT_TRANSLATE_NOOP("Planning", "Measuring the right iliac artery"),
    QT_TRANSLATE_NOOP("Planning", "Measured"),
    QT_TRANSLATE_NOOP("Planning", "load"),
    QT_TRANSLATE_NOOP("Planning", "labels"),
    QT_TRANSLATE_NOOP("Planning", "root labels"),
    QT_TRANSLATE_NOOP("Planning", "measure"),
    // Findings about the anatomy.
    QT_TRANSLATE_NOOP("Planning",
                      "The interface of left ventricle and aorta is not flat (%1 mm root mean square about "
                      "its plane): check the annulus plane."),
    QT_TRANSLATE_NOOP("Planning",
                      "The interface of left ventricle and aorta has the area of a circle of %1 mm, which is "
                      "no annulus of an adult: check the labels."),
    QT_TRANSLATE_NOOP("Planning",
                      "Left ventricle and aorta touch in too few places to lay a plane through them."),
    QT_TRANSLATE_NOOP(
        "Planning", "Left ventricle and aorta also touch here; the annulus is taken at the largest contact."),
    QT_TRANSLATE_NOOP("Planning",
                      "The edited hinge points lie on one line or tilt the annulus plane by more than %1 "
                      "degrees: the proposed plane is used."),
    QT_TRANSLATE_NOOP(
        "Planning",
        "The edited end of the root lies outside the aorta above the annulus: the proposed end is used."),
    QT_TRANSLATE_NOOP("Planning", "its cross-section has no local minimum after its first maximum"),
    QT_TRANSLATE_NOOP("Planning", "its cross-section has no local maximum"),
    QT_TRANSLATE_NOOP("Planning", "%1 before it leaves the field of view"),
    QT_TRANSLATE_NOOP("Planning", "The end of the aortic root is undefined: along the annulus normal %1."),
    QT_TRANSLATE_NOOP("Planning", "The %1 leaves the field of view on the side of the patient's %2."),
    QT_TRANSLATE_NOOP("Planning", "The labels have no %1: valve, annulus and root cannot be derived."),
    QT_TRANSLATE_NOOP("Planning", "%1 islands of the %2 (%3 voxels) keep their label but are not measured."),
    QT_TRANSLATE_NOOP("Planning", "The %1 is in %2 pieces; the second largest is shown."),
    QT_TRANSLATE_NOOP("Planning",
                      "Left ventricle and aorta do not touch: their nearest voxels are %1 mm apart; the "
                      "annulus and the root cannot be derived."),
    QT_TRANSLATE_NOOP("Planning",
                      "Left ventricle and aorta do not touch: they are more than %1 mm apart; the annulus "
                      "and the root cannot be derived."),
    // Findings about measuring.
    QT_TRANSLATE_NOOP("Planning", "The annulus is measured on the labels alone: %1."),
    QT_TRANSLATE_NOOP("Planning", "the CT shows no contrast-filled lumen here"),
    QT_TRANSLATE_NOOP("Planning", "the lumen is only %1 HU brighter than its surroundings"),
    QT_TRANSLATE_NOOP("Planning", "the CT shows the wall on %1 % of the circumference"),
    QT_TRANSLATE_NOOP("Planning", "the edge in the CT lies %1 mm from the labels"),
    QT_TRANSLATE_NOOP("Planning", "The annulus cannot be measured: %1."),
    QT_TRANSLATE_NOOP("Planning", "its centre is not inside ventricle or aorta"),
    QT_TRANSLATE_NOOP("Planning", "its contour is not a closed curve"),
    QT_TRANSLATE_NOOP("Planning", "ventricle and aorta do not form a closed lumen in its plane"),
    QT_TRANSLATE_NOOP("Planning",
                      "On %1 % of the circumference the labels are wider than the interface of ventricle and "
                      "aorta; the contour follows the interface there."),
    QT_TRANSLATE_NOOP("Planning", "The annulus is not measured: left ventricle and aorta have no interface."),
    QT_TRANSLATE_NOOP(
        "Planning",
        "The root length is not measured: the cross-section curve has no minimum after its first maximum."),
    QT_TRANSLATE_NOOP("Planning", "Root length and diameter are not measured: there is no annulus plane."),
    QT_TRANSLATE_NOOP("Planning",
                      "The largest root diameter is not measured: the cross-section curve has no maximum."),
    QT_TRANSLATE_NOOP("Planning",
                      "The largest root diameter cannot be measured: the aorta is not a closed lumen there."),
    QT_TRANSLATE_NOOP("Planning",
                      "All is measured on the labels alone: the values of the CT are no Hounsfield units."),
    QT_TRANSLATE_NOOP("Planning", "%1: no voxel has this label."),
    QT_TRANSLATE_NOOP("Planning",
                      "The left iliac artery lies to the patient's right of the right one: the labels may be "
                      "swapped, or the image mirrored."),
    QT_TRANSLATE_NOOP("Planning", "%1 of %2 is outside what patients have: check the labels."),
    QT_TRANSLATE_NOOP(
        "Planning",
        "%1: the label is in several pieces; the largest is measured, %2 % of the voxels are left out."),
    QT_TRANSLATE_NOOP("Planning",
                      "%1: it reaches the border of the image, its length is that of the part shown."),
    QT_TRANSLATE_NOOP("Planning",
                      "%1: at %2 place no cross section could be measured; it may be narrower there."),
    QT_TRANSLATE_NOOP("Planning",
                      "%1: at %2 places no cross section could be measured; it may be narrower there."),
    QT_TRANSLATE_NOOP("Planning", "%1 is not measured: %2."),
    QT_TRANSLATE_NOOP("Planning", "its label is absent or too small for a centreline"),
    QT_TRANSLATE_NOOP("Planning", "there is no cross section a radius away from its ends"),
    QT_TRANSLATE_NOOP(
        "Planning",
        "%1: on %2 % of the sections the CT does not show the wall; there the labels are measured."),
    QT_TRANSLATE_NOOP("Planning", "%1 is measured on the labels alone: the CT does not show its wall."),
    QT_TRANSLATE_NOOP("Planning", "No labels were given, so nothing could be measured on this case."),
    QT_TRANSLATE_NOOP("Planning", "Not measured: %1."),
    // Findings about labels.
    QT_TRANSLATE_NOOP("Planning", "The labels hold no %1; %2."),
    QT_TRANSLATE_NOOP("Planning", "The labels hold no %1 (labels of %2 never do); %3."),
    QT_TRANSLATE_NOOP("Planning", "The labels hold no %1, only the heart as a whole; %2."),
    QT_TRANSLATE_NOOP("Planning",
                      "The labels hold no %1 (labels of %2 never do), only the heart as a whole; %3."),
    QT_TRANSLATE_NOOP("Planning", "valve, annulus and root cannot be derived"),
    QT_TRANSLATE_NOOP("Planning", "it cannot be measured"),
    QT_TRANSLATE_NOOP("Planning", "%1 label values stand for other structures and were not used."),
    QT_TRANSLATE_NOOP("Planning", "By their values the labels are numbered as %1 (%2)."),
    QT_TRANSLATE_NOOP("Planning", "%1 is empty."),
    QT_TRANSLATE_NOOP("Planning",
                      "%1 voxels lie in two masks; iliac arteries were preferred to the aorta, the aorta to "
                      "the left ventricle."),
    QT_TRANSLATE_NOOP("Planning",
                      "The positions of the masks differ by up to %1 mm by rounding; that of %2 was used."),
    // Findings about the CT.
    QT_TRANSLATE_NOOP(
        "Planning",
        "Slices are %1 mm thick; SCCT asks for at most 1 mm for the root and 1.5 mm for the access vessels."),
    QT_TRANSLATE_NOOP("Planning", "Slices are %1 mm thick; SCCT asks for at most 1 mm for the root."),
    QT_TRANSLATE_NOOP("Planning",
                      "Slices are %1 mm apart but %2 mm thick: what lies between was not imaged."),
    QT_TRANSLATE_NOOP("Planning",
                      "The slices name %1 frames of reference; they are taken as one because together they "
                      "are evenly spaced."),
    QT_TRANSLATE_NOOP("Planning", "The files name no series; those of one folder are taken as one."),
    QT_TRANSLATE_NOOP(
        "Planning",
        "The files do not say what kind of object they are; they are taken as CT images by their modality."),
    QT_TRANSLATE_NOOP("Planning", "Not CT: the modality is %1."),
    QT_TRANSLATE_NOOP("Planning", "not stated"),
    QT_TRANSLATE_NOOP("Planning", "Secondary capture: a picture of a screen, not a CT image."),
    QT_TRANSLATE_NOOP("Planning", "Marked as CT, but not stored as a CT image."),
    QT_TRANSLATE_NOOP("Planning", "Localiser (scout), not a volume."),
    QT_TRANSLATE_NOOP("Planning", "Lossy compression (%1): HU and edges are not those of the scanner."),
    QT_TRANSLATE_NOOP("Planning", "Patient position %1: not supine, so projection angles do not apply."),
    QT_TRANSLATE_NOOP("Planning", "The header names no contrast agent."),
    QT_TRANSLATE_NOOP("Planning", "All voxels are padding."),
    QT_TRANSLATE_NOOP("Planning", "HU %1 to %2, padding %3."),
    QT_TRANSLATE_NOOP("Planning", "%1 voxels beyond -32768..32767 HU were limited to that range."),
    QT_TRANSLATE_NOOP("Planning", "The rescale gives fractions of HU; values are rounded."),
    QT_TRANSLATE_NOOP("Planning",
                      "%1 of the voxels are below -1200 HU: undeclared padding or a wrong rescale."),
    QT_TRANSLATE_NOOP("Planning",
                      "A scan of a patient has values from air to soft tissue and above; these have not."),
    QT_TRANSLATE_NOOP("Planning", "%1 voxels are not a number and are treated as not measured."),
    QT_TRANSLATE_NOOP("Planning", "%1 voxels are beyond 16 bits and were limited."),
    QT_TRANSLATE_NOOP("Planning", "The values, %1 to %2, do not look like Hounsfield units."),
    QT_TRANSLATE_NOOP(
        "Planning",
        "Its axes were not quite at right angles (cosine %1) and were made so; voxels moved by up to %2 mm."),
    QT_TRANSLATE_NOOP("Planning", "Its two orientations (sform and qform) disagree; the sform was used."),
    QT_TRANSLATE_NOOP("Planning",
                      "Its voxel size (pixdim) disagrees with its orientation (sform); the sform was used."),
    QT_TRANSLATE_NOOP(
        "Planning",
        "One series of the scanner holds %1 stacks of slices that must not be mixed; they differ in %2."),
    QT_TRANSLATE_NOOP("Planning",
                      "Of %1 usable CT volumes this is %2; thin slices, coverage and systole decide."),
    QT_TRANSLATE_NOOP("Planning", "%1, %2 slices"),
    QT_TRANSLATE_NOOP("Planning", "%1 at %2 % of the cycle"),
    QT_TRANSLATE_NOOP("Planning", "%1 and %2 more files"),
    QT_TRANSLATE_NOOP("Planning", "%1 more files like these."),
    QT_TRANSLATE_NOOP("Planning", "%1 could not be read; slices of this series may be missing at its ends."),
    QT_TRANSLATE_NOOP("Planning", "%1 is a single slice, not a volume."),
    QT_TRANSLATE_NOOP("Planning", "%1 has no ImagePositionPatient."),
    QT_TRANSLATE_NOOP("Planning", "%1 has no ImageOrientationPatient."),
    QT_TRANSLATE_NOOP("Planning", "%1 has no PixelSpacing."),
    QT_TRANSLATE_NOOP("Planning",
                      "%1 gives only ImagerPixelSpacing, which is not the size of a voxel in the patient."),
    QT_TRANSLATE_NOOP("Planning", "%1 lie at the same position: which one to use cannot be told."),
    QT_TRANSLATE_NOOP("Planning", "%1: uneven slices."),
    QT_TRANSLATE_NOOP("Planning", "%1: %2 missing between them."),
    QT_TRANSLATE_NOOP("Planning", "The folder holds no images."),
    // Why something could not be opened or written.
    QT_TRANSLATE_NOOP("Planning", "No usable CT series"),
    QT_TRANSLATE_NOOP("Planning", "No DICOM images were found."),
    QT_TRANSLATE_NOOP("Planning", "The series is too large to be one CT."),
    QT_TRANSLATE_NOOP("Planning", "The folder cannot be read: %1."),
    QT_TRANSLATE_NOOP("Planning", "The folder of masks cannot be read: %1."),
    QT_TRANSLATE_NOOP("Planning", "%1 cannot be read: %2."),
    QT_TRANSLATE_NOOP("Planning", "%1 does not exist."),
    QT_TRANSLATE_NOOP("Planning", "%1 is neither a file nor a folder."),
    QT_TRANSLATE_NOOP("Planning", "%1 needs more memory than there is."),
    QT_TRANSLATE_NOOP("Planning", "The labels do not lie on the grid of the CT: its axes are turned."),
    QT_TRANSLATE_NOOP("Planning",
                      "The labels do not lie on the grid of the CT: they have %1, the CT has %2."),
    QT_TRANSLATE_NOOP("Planning", "The labels do not lie on the grid of the CT: corners differ by %1 mm."),
    QT_TRANSLATE_NOOP("Planning", "%1 voxels of %2 mm"),
    QT_TRANSLATE_NOOP("Planning", "There is no label scheme \"%1\"; known are %2."),
    QT_TRANSLATE_NOOP("Planning", "The folder of labels holds no mask of a known name (%1)."),
    QT_TRANSLATE_NOOP("Planning", "%1 and %2 are masks of the same structure; keep one."),
    QT_TRANSLATE_NOOP("Planning", "%1 (%2 voxels) and %3 (%4 voxels) are not on the same grid."),
    QT_TRANSLATE_NOOP("Planning", "%1 was not written: %2."),
    QT_TRANSLATE_NOOP("Planning", "%1 cannot be written: %2."),
    QT_TRANSLATE_NOOP("Planning", "the existing file is protected"),
    QT_TRANSLATE_NOOP("Planning", "a file and a folder of this name stand against each other"),
    QT_TRANSLATE_NOOP("Planning", "it would replace the labels that the plan was made from"),
    QT_TRANSLATE_NOOP("Planning", "the PDF is not whole"),
    QT_TRANSLATE_NOOP("Planning",
                      "labels.nii.gz of an earlier plan is in the folder, and this plan has no labels: "
                      "choose another folder."),
    QT_TRANSLATE_NOOP("Planning", "The report could not be drawn."),
    QT_TRANSLATE_NOOP("Planning", "A file without a name cannot be written."),
    QT_TRANSLATE_NOOP("Planning", "the disk is full"),
    QT_TRANSLATE_NOOP("Planning", "the disk quota is used up"),
    QT_TRANSLATE_NOOP("Planning", "the file would be larger than this system allows"),
    QT_TRANSLATE_NOOP("Planning", "no permission to write there"),
    QT_TRANSLATE_NOOP("Planning", "the disk is read-only"),
    QT_TRANSLATE_NOOP("Planning", "its folder does not exist"),
    QT_TRANSLATE_NOOP("Planning", "its folder is not a folder"),
    QT_TRANSLATE_NOOP("Planning", "a folder of that name is in the way"),
    QT_TRANSLATE_NOOP("Planning", "the name is too long"),
    QT_TRANSLATE_NOOP("Planning", "the disk reports an error"),
    QT_TRANSLATE_NOOP("Planning", "something that is not a file has that name"),
    QT_TRANSLATE_NOOP("Planning", "what was read back differs from what was written"),
    QT_TRANSLATE_NOOP("Planning", "nothing was written"),
    QT_TRANSLATE_NOOP("Planning", "%1: no DICOM file, and no NIfTI, NRRD or MetaImage file by its name."),
    QT_TRANSLATE_NOOP("Planning", "%1: a single slice is not a CT volume."),
    QT_TRANSLATE_NOOP("Planning",
                      "%1: its label values do not tell how it is numbered; name it with --scheme (%2)."),
    QT_TRANSLATE_NOOP("Planning",
                      "%1: its label values fit several numberings (%2); name the right one with --scheme."),
    QT_TRANSLATE_NOOP("Planning", "%1: a mask holds one value beside 0, this file holds %2."),
    QT_TRANSLATE_NOOP("Planning", "there is not enough memory for it"),
    QT_TRANSLATE_NOOP("Planning", "it holds no labels, only background"),
    QT_TRANSLATE_NOOP("Planning", "it holds more than 255 different values, so it is not a label map"),
    QT_TRANSLATE_NOOP("Planning", "it holds fractions, so it is not a label map"),
    QT_TRANSLATE_NOOP("Planning", "it holds numbers beyond 32 bits, so it is not a label map"),
    QT_TRANSLATE_NOOP("Planning", "it holds whole numbers beyond 32 bits"),
    QT_TRANSLATE_NOOP("Planning", "the compressed data is damaged"),
    QT_TRANSLATE_NOOP("Planning", "the file ends too early"),
    QT_TRANSLATE_NOOP("Planning", "the file is empty"),
    QT_TRANSLATE_NOOP("Planning", "there is no such file"),
    QT_TRANSLATE_NOOP("Planning", "there is no such file or folder"),
    QT_TRANSLATE_NOOP("Planning", "it is not a file"),
    QT_TRANSLATE_NOOP("Planning", "it cannot be opened"),
    QT_TRANSLATE_NOOP("Planning", "it is not a NIfTI file"),
    QT_TRANSLATE_NOOP("Planning", "it is not a NRRD file"),
    QT_TRANSLATE_NOOP("Planning", "it is not a MetaImage file or its header is damaged"),
    QT_TRANSLATE_NOOP("Planning", "its header is damaged"),
    QT_TRANSLATE_NOOP("Planning", "its header ends too early"),
    QT_TRANSLATE_NOOP("Planning", "its voxel type is not supported"),
    QT_TRANSLATE_NOOP("Planning", "its voxels cannot be read"),
    QT_TRANSLATE_NOOP("Planning", "its header cannot be read"),
    QT_TRANSLATE_NOOP("Planning", "it holds more voxels than its header describes"),
    QT_TRANSLATE_NOOP("Planning", "its header describes %1 bytes, the file has %2"),
    QT_TRANSLATE_NOOP("Planning", "it does not have three axes"),
    QT_TRANSLATE_NOOP("Planning", "its unit of length is not the millimetre"),
    QT_TRANSLATE_NOOP("Planning", "has no pixel data"),
    QT_TRANSLATE_NOOP("Planning", "holds no image"),
    QT_TRANSLATE_NOOP(
        "Planning", "its axes are not at right angles (cosine %1); resample it to a rectangular grid first"),
    QT_TRANSLATE_NOOP(
        "Planning",
        "it does not say how it lies in the patient (no sform, no qform), so left and right are unknown"),
    QT_TRANSLATE_NOOP(
        "Planning",
        "it does not say how it lies in the patient (no anatomical space), so left and right are unknown"),
    QT_TRANSLATE_NOOP("Planning",
                      "it does not say how it lies in the patient (no %1), so left and right are unknown"),
    QT_TRANSLATE_NOOP("Planning", "Cancelled."),
    QT_TRANSLATE_NOOP("Planning", "%1: %2."),
};

struct Pattern {
  const char* english;
  QRegularExpression form;
  QList<int> order;  ///< which %n the captures are
};

Pattern patternOf(const char* english) {
  const QString text = QString::fromUtf8(english);
  static const QRegularExpression place(QStringLiteral("%(\\d)"));
  QString form;
  QList<int> order;
  qsizetype from = 0;
  for (auto matches = place.globalMatch(text); matches.hasNext();) {
    const auto match = matches.next();
    form +=
        QRegularExpression::escape(text.mid(from, match.capturedStart() - from)) + QStringLiteral("(.+?)");
    order.append(match.captured(1).toInt());
    from = match.capturedEnd();
  }
  form += QRegularExpression::escape(text.mid(from));
  return {english, QRegularExpression(QRegularExpression::anchoredPattern(form)), order};
}

/// Those with places, the most telling first: "%1: %2." answers to nearly everything.
QList<Pattern> makePatterns() {
  QList<Pattern> patterns;
  for (const char* text : kTexts)
    if (std::string_view(text).find('%') != std::string_view::npos) patterns.append(patternOf(text));
  std::stable_sort(patterns.begin(), patterns.end(), [](const Pattern& a, const Pattern& b) {
    return std::string_view(a.english).size() > std::string_view(b.english).size();
  });
  return patterns;
}

QString translated(const QString& english) {
  const QString whole = QCoreApplication::translate(kContext, english.toUtf8().constData());
  if (whole != english) return whole;
  static const QList<Pattern> patterns = makePatterns();
  for (const Pattern& pattern : patterns) {
    const auto match = pattern.form.match(english);
    if (!match.hasMatch()) continue;
    QString text = QCoreApplication::translate(kContext, pattern.english);
    // A value may hold "%1" itself, a file name for example: all values go in at once.
    QString result;
    for (qsizetype i = 0; i < text.size(); ++i) {
      const int number = text[i] == QLatin1Char('%') && i + 1 < text.size() ? text[i + 1].digitValue() : -1;
      const qsizetype capture = pattern.order.indexOf(number);
      if (number > 0 && capture >= 0) {
        result += translated(match.captured(static_cast<int>(capture) + 1));
        ++i;
      } else {
        result += text[i];
      }
    }
    return result;
  }
  return english;
}

}  // namespace

QString planningText(std::string_view english) {
  return translated(QString::fromUtf8(english.data(), static_cast<qsizetype>(english.size())));
}

}  // namespace valvista::ui
