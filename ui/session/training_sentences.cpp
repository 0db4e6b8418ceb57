// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/planning_sentences.h"

#include <QCoreApplication>

namespace valvista::ui {

namespace {

// clang-format off: one sentence a line
constexpr const char* kTexts[]{
    QT_TRANSLATE_NOOP("Planning",
                      "Overlap with each structure and the right label at each voxel: a quarter Dice, three "
                      "quarters cross-entropy."),
    QT_TRANSLATE_NOOP("Planning", "The right label at each voxel, hard voxels counting more."),
    QT_TRANSLATE_NOOP("Planning",
                      "How much of the core of each structure is found, so that thin vessels do not break."),
    QT_TRANSLATE_NOOP(
        "Planning",
        "Skeleton recall with hard voxels counting more, as printed in the paper. It is smallest at a "
        "probability of 1/3, not at 1, and may suppress a structure; a weight of 0.1 is safer than 1."),
    QT_TRANSLATE_NOOP("Planning",
                      "Skeleton recall with hard voxels counting more, the factor taken out of the gradient: "
                      "it always draws towards a probability of 1."),
    QT_TRANSLATE_NOOP("Planning", "Overlap and cross-entropy."),
    QT_TRANSLATE_NOOP("Planning", "Focal loss alone."),
    QT_TRANSLATE_NOOP("Planning", "Overlap, cross-entropy and unbroken vessels."),
    QT_TRANSLATE_NOOP("Planning", "Focal loss and unbroken vessels."),
    QT_TRANSLATE_NOOP("Planning", "The paper's own loss, L_FocalSK*, as printed."),
    QT_TRANSLATE_NOOP("Planning", "The paper's own loss with the focal factor taken out of the gradient."),
    QT_TRANSLATE_NOOP("Planning", "It holds values that are no whole numbers, such as %1 (%2 voxels)."),
    QT_TRANSLATE_NOOP("Planning", "NaN or infinity"),
    QT_TRANSLATE_NOOP("Planning", "It holds the value %1 (%2 voxels), %3."),
    QT_TRANSLATE_NOOP("Planning", "which dataset.json names, but no class of the model has that name"),
    QT_TRANSLATE_NOOP("Planning", "which dataset.json does not name"),
    QT_TRANSLATE_NOOP("Planning", "but a mask has one value beside 0"),
    QT_TRANSLATE_NOOP("Planning", "It does not lie on the grid of the CT: it has %1 voxels, the CT %2."),
    QT_TRANSLATE_NOOP("Planning", "It does not lie on the grid of the CT: corners differ by %1 mm."),
    QT_TRANSLATE_NOOP("Planning", "Its corners differ from those of the CT by %1 mm."),
    QT_TRANSLATE_NOOP("Planning", "There is no such mask; the case counts as one without this structure."),
    QT_TRANSLATE_NOOP("Planning", "There is not enough memory for it."),
    QT_TRANSLATE_NOOP("Planning", "\"labels\" does not name the model's class \"%1\"."),
    QT_TRANSLATE_NOOP("Planning", "It is the same CT as that of case %1."),
    QT_TRANSLATE_NOOP("Planning", "No case has the model's class \"%1\"."),
    QT_TRANSLATE_NOOP("Planning", "%1 voxels are no numbers (NaN or infinite); they count as air."),
    QT_TRANSLATE_NOOP("Planning", "%1 voxels are beyond what HU can be; they were limited."),
    QT_TRANSLATE_NOOP("Planning", "It holds no numbers at all."),
    QT_TRANSLATE_NOOP("Planning", "All voxels have the value %1."),
    QT_TRANSLATE_NOOP("Planning", "It holds no HU: values from %1 to %2; has it been normalised?"),
    QT_TRANSLATE_NOOP("Planning", "It holds no HU: values from %1 to %2; has it been made a picture?"),
    QT_TRANSLATE_NOOP("Planning",
                      "It has values from %1 to %2 and so no voxel of air or fat; is the intercept missing?"),
    QT_TRANSLATE_NOOP("Planning", "Its voxels of %1 x %2 x %3 mm are unusual; is the unit wrong?"),
    QT_TRANSLATE_NOOP("Planning",
                      "It is smaller than a patch of the model: %1; patches are filled with air."),
    QT_TRANSLATE_NOOP("Planning", "Its name has a comma, a quotation mark or a line break."),
    QT_TRANSLATE_NOOP("Planning", "It labels nothing."),
    QT_TRANSLATE_NOOP("Planning", "It has no voxel of %1."),
    QT_TRANSLATE_NOOP("Planning", "Checking the dataset"),
    QT_TRANSLATE_NOOP("Planning", "It is the file of case %1 again."),
    QT_TRANSLATE_NOOP("Planning", "Its name differs from that of case %1 in capitals only."),
    QT_TRANSLATE_NOOP("Planning", "There is no such file."),
    QT_TRANSLATE_NOOP("Planning", "It is a link that leads back to itself."),
    QT_TRANSLATE_NOOP("Planning", "It cannot be opened: %1."),
    QT_TRANSLATE_NOOP("Planning", "It is a folder where a file should be."),
    QT_TRANSLATE_NOOP("Planning", "It is not a file."),
    QT_TRANSLATE_NOOP("Planning", "%1: The folder cannot be read: %2."),
    QT_TRANSLATE_NOOP("Planning", "There is no such folder of masks."),
    QT_TRANSLATE_NOOP("Planning", "The folder holds no masks."),
    QT_TRANSLATE_NOOP("Planning", "%1: There is no such folder."),
    QT_TRANSLATE_NOOP("Planning", "%1: There is no such file beside imagesTr."),
    QT_TRANSLATE_NOOP("Planning",
                      "%1: The folder is no dataset: it holds neither dataset.json with imagesTr and "
                      "labelsTr, nor folders with ct.nii.gz and segmentations."),
    QT_TRANSLATE_NOOP("Planning", "No case can be used."),
    QT_TRANSLATE_NOOP("Planning", "\"%1\" names %2 channels; only datasets of one, the CT, can be used"),
    QT_TRANSLATE_NOOP("Planning", "\"labels\": \"%1\" is a region of several values; regions cannot be used"),
    QT_TRANSLATE_NOOP(
        "Planning",
        "\"labels\": the value of \"%1\" is not a whole number (nnU-Net v2 maps names to values)"),
    QT_TRANSLATE_NOOP("Planning", "\"labels\": the value of \"%1\" is not in 0..255"),
    QT_TRANSLATE_NOOP("Planning", "\"labels\": \"%1\" and \"%2\" have the same value"),
    QT_TRANSLATE_NOOP("Planning", "\"labels\": no name has the value 0"),
    QT_TRANSLATE_NOOP("Planning", "\"labels\" names nothing but the background"),
    QT_TRANSLATE_NOOP("Planning", "\"file_ending\" is \"%1\"; only .nii.gz and .nii can be read"),
    QT_TRANSLATE_NOOP("Planning", "Its name does not end in %1, as dataset.json says."),
    QT_TRANSLATE_NOOP("Planning", "Its name does not end in _0000%1, the only channel of this dataset."),
    QT_TRANSLATE_NOOP("Planning", "The channel is named \"%1\", not \"CT\"."),
    QT_TRANSLATE_NOOP("Planning", "\"numTraining\" is %1, but imagesTr holds %2 cases."),
    QT_TRANSLATE_NOOP("Planning", "\"patients\" names \"%1\", which is no usable case."),
    QT_TRANSLATE_NOOP("Planning", "(labels of %1) %2"),
    QT_TRANSLATE_NOOP("Planning", "There is no CT of these labels in imagesTr."),
    QT_TRANSLATE_NOOP("Planning", "the dataset has no case \"%1\""),
    QT_TRANSLATE_NOOP("Planning", "case \"%1\" is named twice"),
    QT_TRANSLATE_NOOP("Planning", "the patient of case \"%1\" is in two parts, %2 and %3"),
    QT_TRANSLATE_NOOP("Planning", "no case is trained on"),
    QT_TRANSLATE_NOOP(
        "Planning",
        "The dataset has %1 patients, too few to train, validate and test on different ones as asked."),
    QT_TRANSLATE_NOOP("Planning", "nothing is left to train on"),
    QT_TRANSLATE_NOOP("Planning", "\"%1\" does not divide the number of patches"),
    QT_TRANSLATE_NOOP("Planning", "\"%1\" names no folder"),
    QT_TRANSLATE_NOOP("Planning", "The folder of the training could not be made: %1."),
    QT_TRANSLATE_NOOP("Planning",
                      "There is no folder for trainings: neither VALVISTA_TRAINING nor HOME is set."),
    QT_TRANSLATE_NOOP("Planning", "The folder of trainings cannot be read: %1."),
    QT_TRANSLATE_NOOP("Planning", "a cell is no number"),
    QT_TRANSLATE_NOOP("Planning", "it is another table"),
    QT_TRANSLATE_NOOP("Planning", "a line has another number of cells"),
    QT_TRANSLATE_NOOP("Planning", "%1 is no longer in the dataset."),
    QT_TRANSLATE_NOOP("Planning", "The folder of trainings cannot be written to."),
    QT_TRANSLATE_NOOP("Planning", "No case was validated or held out, so nothing is known of this model."),
    QT_TRANSLATE_NOOP("Planning", "The training went on since its model was compared. Compare it again."),
    QT_TRANSLATE_NOOP("Planning",
                      "%1 is shorter than it was at the last checkpoint; the training cannot go on."),
    QT_TRANSLATE_NOOP("Planning", "No checkpoint of this training can be read. %1"),
    QT_TRANSLATE_NOOP("Planning",
                      "The processes of this training see different checkpoints in its folder. Start all of "
                      "them again with --resume."),
    QT_TRANSLATE_NOOP("Planning", "case %1 of %2"),
    QT_TRANSLATE_NOOP("Planning", "Preparing the dataset"),
    QT_TRANSLATE_NOOP("Planning", "Validating epoch %1"),
    QT_TRANSLATE_NOOP("Planning", "Training"),
    QT_TRANSLATE_NOOP("Planning", "The training is done"),
    QT_TRANSLATE_NOOP("Planning", "The training was stopped"),
    QT_TRANSLATE_NOOP("Planning", "The training failed"),
    QT_TRANSLATE_NOOP("Planning", "Predicting the validation scans"),
    QT_TRANSLATE_NOOP(
        "Planning",
        "The training was stopped: %1 is no longer a number. Begin a new one with a learning rate of a "
        "third, a smaller gradient norm to clip at, more steps to warm up, or float32 precision."),
    QT_TRANSLATE_NOOP("Planning", "the loss"),
    QT_TRANSLATE_NOOP("Planning", "the gradient"),
    QT_TRANSLATE_NOOP("Planning",
                      "The training was stopped: the weights are no longer numbers. Begin a new one, from "
                      "the best weights of this one or anew, with a learning rate of a third."),
    QT_TRANSLATE_NOOP("Planning", "The dataset cannot be trained on: %1"),
    QT_TRANSLATE_NOOP("Planning",
                      "The median probability on the tubes has stayed near 1/3 for 100 steps: the focal "
                      "skeleton recall as printed draws it there. Train with focal_skeleton_recall_detached, "
                      "or give this term a weight of 0.1 or less."),
    QT_TRANSLATE_NOOP("Planning", "There are more processes than patches in a step."),
    QT_TRANSLATE_NOOP("Planning",
                      "Memory ran out on %1. Compute a step in more parts (\"accumulate\"), take fewer "
                      "patches, or a smaller patch."),
    QT_TRANSLATE_NOOP("Planning",
                      "LibTorch failed while training on %1. Another device or float32 precision may work; "
                      "please report it."),
    QT_TRANSLATE_NOOP("Planning", "Training computes in float32 or bfloat16, not in float16."),
    QT_TRANSLATE_NOOP("Planning", "Another process is training in this folder."),
    QT_TRANSLATE_NOOP(
        "Planning",
        "There is a training in this folder already: go on with it (--resume), or choose another folder."),
    QT_TRANSLATE_NOOP("Planning",
                      "The configuration has changed since the training in this folder was begun. Use "
                      "config.json of that folder, or begin a new training in another one."),
    QT_TRANSLATE_NOOP("Planning",
                      "The configuration has changed since the training in this folder was begun. Use the "
                      "one in config.json there, or begin a new training in another folder."),
    QT_TRANSLATE_NOOP("Planning", "The folder of the training cannot be made: %1."),
    QT_TRANSLATE_NOOP("Planning", "The folder of the predictions cannot be made: %1."),
    QT_TRANSLATE_NOOP("Planning", "The folder of checkpoints cannot be made: %1."),
    QT_TRANSLATE_NOOP("Planning", "The folder of the model cannot be made: %1."),
    QT_TRANSLATE_NOOP("Planning", "%1: The folder cannot be made: %2."),
    QT_TRANSLATE_NOOP("Planning",
                      "The model to start from has another network or other options than the one to train."),
    QT_TRANSLATE_NOOP("Planning", "The CT has too many voxels at the model's spacing."),
    QT_TRANSLATE_NOOP("Planning", "it is no cached case"),
    QT_TRANSLATE_NOOP("Planning", "it is not as long as it should be"),
    QT_TRANSLATE_NOOP("Planning", "its content is damaged"),
    QT_TRANSLATE_NOOP("Planning", "%1; delete the folder \"cache\" and train again."),
    QT_TRANSLATE_NOOP("Planning", "The checkpoint lacks \"%1\"."),
    QT_TRANSLATE_NOOP("Planning", "The best weights were not kept: %1."),
    QT_TRANSLATE_NOOP("Planning", "%1 has no labels in the dataset."),
    QT_TRANSLATE_NOOP("Planning", "There is not enough memory for this input."),
    QT_TRANSLATE_NOOP("Planning", "%1 cannot be made: %2."),
    QT_TRANSLATE_NOOP("Planning",
                      "%1 is there already and is not from an earlier run. Rename or remove it, and derive "
                      "again."),
};
// clang-format on

}  // namespace

std::span<const char* const> trainingSentences() {
  return kTexts;
}

}  // namespace valvista::ui
