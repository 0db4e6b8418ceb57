// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/dicom_pixels.h"

#include "planning/core/error.h"
#include "planning/core/volume.h"
#include "planning/io/dicom_file.h"
#include "planning/io/dicom_jpeg2000.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcfcache.h>
#include <dcmtk/dcmdata/dcpixseq.h>
#include <dcmtk/dcmdata/dcpxitem.h>
#include <dcmtk/dcmdata/dctk.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

namespace valvista::planning {
namespace {

constexpr std::uint64_t kMostTrailingBytes = 8192;
constexpr int kBelowAirHu = -1200;  // no tissue, and no noise of air, is darker

bool isJpeg2000(E_TransferSyntax xfer) {
  return xfer == EXS_JPEG2000 || xfer == EXS_JPEG2000LosslessOnly;
}

bool isJpeg(E_TransferSyntax xfer) {
  switch (xfer) {
    case EXS_JPEGProcess1:
    case EXS_JPEGProcess2_4:
    case EXS_JPEGProcess6_8:
    case EXS_JPEGProcess10_12:
    case EXS_JPEGProcess14:
    case EXS_JPEGProcess14SV1:
    case EXS_JPEGLSLossless:
    case EXS_JPEGLSLossy:
      return true;
    default:
      return false;
  }
}

bool isSupported(E_TransferSyntax xfer) {
  return !DcmXfer(xfer).isEncapsulated() || isJpeg(xfer) || isJpeg2000(xfer) || xfer == EXS_RLELossless;
}

/// Height and width in the start-of-frame marker of a JPEG or JPEG-LS stream. DCMTK fills a smaller picture
/// into the larger matrix without a word, which would be plausible rubbish.
std::optional<std::pair<int, int>> jpegSize(std::span<const Uint8> stream) {
  const auto word = [&](std::size_t at) { return stream[at] << 8 | stream[at + 1]; };
  for (std::size_t at = 2; at + 9 < stream.size() && stream[at] == 0xff;) {
    const Uint8 marker = stream[at + 1];
    if (marker == 0xff) {
      ++at;
      continue;
    }
    const bool startOfFrame =
        (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) ||
        marker == 0xf7;
    if (startOfFrame) return std::pair(word(at + 5), word(at + 7));
    at += 2 + static_cast<std::size_t>(word(at + 2));
  }
  return std::nullopt;
}

/// An end-of-image marker; fragments have an even length, so writers fill up with 00 or FF.
bool endsWithMarker(std::span<const Uint8> stream) {
  std::size_t size = stream.size();
  while (size > 2 && (stream[size - 1] == 0 || stream[size - 1] == 0xff)) --size;
  return size >= 2 && stream[size - 2] == 0xff && stream[size - 1] == 0xd9;
}

}  // namespace

class DicomFrameReader::Source {
 public:
  explicit Source(const DicomHeader& header) : header_(header) {
    checkHeader();
    file_ = openDicomFile(header.path);
    if (!file_.content || !file_.trouble.empty())
      fail(file_.content ? file_.trouble : "cannot be read any more");
    dataset_ = file_.content->getDataset();
    DcmElement* element = nullptr;
    if (dataset_->findAndGetElement(DCM_PixelData, element).good())
      pixels_ = dynamic_cast<DcmPixelData*>(element);
    if (pixels_ == nullptr) fail("has no pixel data");
    xfer_ = dataset_->getOriginalXfer();
    if (!isSupported(xfer_))
      fail(std::string("uses the unsupported transfer syntax ") + DcmXfer(xfer_).getXferName());
    if (DcmXfer(xfer_).isEncapsulated()) {
      openFragments();
    } else {
      checkLength();
    }
  }

  void read(std::size_t frame, std::span<std::uint16_t> words) {
    if (frame >= header_.frames.size() || words.size() != pixelCount()) fail("has no such frame");
    if (fragments_ == nullptr) {
      decodeWithDcmtk(frame, words);
    } else if (!frameStarts_.empty()) {
      decodeFragments(frame, words);
    } else {
      decodeInOrder(frame, words);
    }
  }

 private:
  [[noreturn]] void fail(const std::string& reason) const {
    throw LoadError(header_.fileName() + ": " + reason + ".");
  }
  std::size_t pixelCount() const {
    return static_cast<std::size_t>(header_.pixels.rows) * static_cast<std::size_t>(header_.pixels.columns);
  }
  std::size_t bytesPerPixel() const { return static_cast<std::size_t>(header_.pixels.bitsAllocated) / 8; }

  void checkHeader() const {
    if (!header_.trouble.empty()) fail(header_.trouble);
    if (!header_.hasPixels || header_.frames.empty()) fail("has no pixel data");
    const PixelFormat& format = header_.pixels;
    if (format.samplesPerPixel != 1) fail("is in colour");
    const bool packed = format.bitsAllocated == 8 || format.bitsAllocated == 16;
    if (!packed || format.bitsStored < 1 || format.highBit >= format.bitsAllocated ||
        format.highBit + 1 < format.bitsStored) {
      fail("packs its pixels in an unsupported way");
    }
  }

  void checkLength() const {
    const std::uint64_t needed = std::uint64_t{pixelCount()} * bytesPerPixel() * header_.frames.size();
    const std::uint64_t held = pixels_->getLength(xfer_);
    // A few bytes more are padding of the writer; much more, or less than needed, is another matrix.
    if (held < needed) fail("holds fewer pixels than its header says: it is truncated");
    if (held > needed + kMostTrailingBytes) fail("holds more pixels than its header says");
  }

  void openFragments() {
    E_TransferSyntax xfer = EXS_Unknown;
    const DcmRepresentationParameter* parameter = nullptr;
    pixels_->getOriginalRepresentationKey(xfer, parameter);
    DcmPixelSequence* sequence = nullptr;
    if (pixels_->getEncapsulatedRepresentation(xfer, parameter, sequence).bad() || sequence == nullptr) {
      fail("claims compressed pixels but holds none");
    }
    fragments_ = sequence;
    const unsigned long items = fragments_->card();
    const std::size_t frames = header_.frames.size();
    if (items < 2 || items - 1 < frames) fail("holds fewer frames than its header says: it is truncated");
    if (frames == 1) {
      frameStarts_ = {1, items};
    } else if (items - 1 == frames) {
      for (unsigned long i = 1; i <= items; ++i) frameStarts_.push_back(i);
    } else {
      findFrameStarts();
    }
  }

  /// Several fragments to a frame: each JPEG or JPEG 2000 frame starts with its start-of-image marker.
  void findFrameStarts() {
    for (unsigned long i = 1; i < fragments_->card(); ++i) {
      DcmPixelItem* item = nullptr;
      const std::vector<Uint8> bytes = fragmentBytes(i, item);
      const bool starts = bytes.size() > 2 && bytes[0] == 0xff && (bytes[1] == 0xd8 || bytes[1] == 0x4f);
      if (starts) frameStarts_.push_back(i);
      if (item != nullptr) item->compact();
    }
    frameStarts_.push_back(fragments_->card());
    if (frameStarts_.size() != header_.frames.size() + 1) {
      if (!(isJpeg(xfer_) || isJpeg2000(xfer_))) {
        frameStarts_.clear();
        return;
      }
      fail("divides its compressed frames in a way that cannot be told apart");
    }
  }

  std::vector<Uint8> fragmentBytes(unsigned long index, DcmPixelItem*& item) const {
    item = nullptr;
    Uint8* bytes = nullptr;
    if (fragments_->getItem(item, index).bad() || item == nullptr) fail("is damaged");
    const Uint32 length = item->getLengthField();
    if (length == 0 || item->getUint8Array(bytes).bad() || bytes == nullptr) return {};
    return {bytes, bytes + length};
  }

  std::vector<Uint8> frameBytes(std::size_t frame) const {
    std::vector<Uint8> bytes;
    for (unsigned long i = frameStarts_[frame]; i < frameStarts_[frame + 1]; ++i) {
      DcmPixelItem* item = nullptr;
      const std::vector<Uint8> part = fragmentBytes(i, item);
      bytes.insert(bytes.end(), part.begin(), part.end());
    }
    return bytes;
  }

  void decodeFragments(std::size_t frame, std::span<std::uint16_t> words) {
    if (isJpeg2000(xfer_)) {
      const std::string trouble = decodeJpeg2000(frameBytes(frame), header_.pixels, words);
      if (!trouble.empty()) fail(trouble);
    } else {
      if (isJpeg(xfer_)) checkJpeg(frameBytes(frame));
      startFragment_ = static_cast<Uint32>(frameStarts_[frame]);
      decodeWithDcmtk(frame, words);
    }
    // DCMTK keeps every fragment that was looked at; without this a series would stay in memory twice.
    for (unsigned long i = frameStarts_[frame]; i < frameStarts_[frame + 1]; ++i) {
      DcmPixelItem* item = nullptr;
      if (fragments_->getItem(item, i).good() && item != nullptr) item->compact();
    }
  }

  void checkJpeg(const std::vector<Uint8>& stream) const {
    const auto size = jpegSize(stream);
    if (!size || size->first != header_.pixels.rows || size->second != header_.pixels.columns) {
      fail("its compressed picture has another size than the header");
    }
    if (!endsWithMarker(stream)) fail("its compressed picture is truncated");
  }

  /// Fragments that only the decoder can count: frames up to the wanted one are decoded in order.
  void decodeInOrder(std::size_t frame, std::span<std::uint16_t> words) {
    if (frame < nextFrame_) nextFrame_ = 0, startFragment_ = 0;
    for (; nextFrame_ <= frame; ++nextFrame_) decodeWithDcmtk(nextFrame_, words);
  }

  void decodeWithDcmtk(std::size_t frame, std::span<std::uint16_t> words) {
    const std::size_t bytes = words.size() * bytesPerPixel();
    OFString colourModel;
    buffer_.resize(bytes + bytes % 2);
    const OFCondition outcome =
        pixels_->getUncompressedFrame(dataset_, static_cast<Uint32>(frame), startFragment_, buffer_.data(),
                                      static_cast<Uint32>(buffer_.size()), colourModel, &cache_);
    if (outcome.bad()) fail(std::string("its pixels cannot be decoded (") + outcome.text() + ")");
    if (bytesPerPixel() == 2) {
      std::copy_n(reinterpret_cast<const std::uint16_t*>(buffer_.data()), words.size(), words.begin());
    } else {
      std::copy_n(buffer_.data(), words.size(), words.begin());
    }
  }

  const DicomHeader& header_;
  DicomFile file_;
  DcmDataset* dataset_ = nullptr;
  DcmPixelData* pixels_ = nullptr;
  DcmPixelSequence* fragments_ = nullptr;
  E_TransferSyntax xfer_ = EXS_Unknown;
  std::vector<unsigned long> frameStarts_;  // first fragment of each frame, and one past the last
  std::vector<Uint8> buffer_;
  DcmFileCache cache_;
  Uint32 startFragment_ = 0;
  std::size_t nextFrame_ = 0;
};

DicomFrameReader::DicomFrameReader(const DicomHeader& header) : source_(std::make_unique<Source>(header)) {}
DicomFrameReader::~DicomFrameReader() = default;

void DicomFrameReader::readWords(std::size_t frame, std::span<std::uint16_t> words) {
  source_->read(frame, words);
}

int storedValue(const PixelFormat& format, std::uint16_t word) {
  const int shifted = word >> (format.highBit + 1 - format.bitsStored);
  const int value = shifted & ((1 << format.bitsStored) - 1);
  const bool negative = format.isSigned && ((value >> (format.bitsStored - 1)) & 1) != 0;
  return negative ? value - (1 << format.bitsStored) : value;
}

namespace {

/// Which words are padding: PixelPaddingValue, or the range from it to PixelPaddingRangeLimit.
class PaddingTest {
 public:
  explicit PaddingTest(const PixelFormat& format) {
    if (!format.padding) return;
    // A padding value outside of BitsStored can only be found before the mask.
    const int masked = storedValue(format, *format.padding);
    byWord_ = masked != literal(format, *format.padding);
    low_ = high_ = byWord_ ? *format.padding : masked;
    if (format.paddingLimit && !byWord_) {
      const int limit = storedValue(format, *format.paddingLimit);
      low_ = std::min(low_, limit), high_ = std::max(high_, limit);
    }
    active_ = true;
  }
  bool operator()(std::uint16_t word, int stored) const {
    const int value = byWord_ ? word : stored;
    return active_ && value >= low_ && value <= high_;
  }

 private:
  static int literal(const PixelFormat& format, std::uint16_t word) {
    return format.isSigned ? static_cast<std::int16_t>(word) : word;
  }
  bool active_ = false, byWord_ = false;
  int low_ = 0, high_ = 0;
};

/// What a stored word stands for.
struct WordMeaning {
  std::int16_t hu = kPaddingHu;
  bool known = false, padding = true, limited = false, belowAir = false;
};

}  // namespace

void wordsToHu(const PixelFormat& format, const FrameHeader& frame, std::span<const std::uint16_t> words,
               std::span<std::int16_t> hu, HuTally& tally) {
  const double slope = frame.slope.value(), intercept = frame.intercept.value();
  const PaddingTest isPadding(format);
  tally.fractional |= slope != std::nearbyint(slope) || intercept != std::nearbyint(intercept);
  tally.voxels += words.size();
  const auto meaningOf = [&](std::uint16_t word) {
    const int stored = storedValue(format, word);
    const double exact = slope * stored + intercept;
    const double limited = std::clamp(std::round(exact), -32768.0, 32767.0);
    const auto value = static_cast<std::int16_t>(limited);
    if (isPadding(word, stored) || value == kPaddingHu) return WordMeaning{.known = true};
    tally.minimum = std::min(tally.minimum, static_cast<int>(value));
    tally.maximum = std::max(tally.maximum, static_cast<int>(value));
    return WordMeaning{value, true, false, std::abs(exact - limited) > 0.5, value < kBelowAirHu};
  };
  // A slice has far fewer different words than pixels.
  std::vector<WordMeaning> meanings(std::size_t{1} << 16);
  for (std::size_t i = 0; i < words.size(); ++i) {
    WordMeaning& meaning = meanings[words[i]];
    if (!meaning.known) meaning = meaningOf(words[i]);
    hu[i] = meaning.hu;
    tally.padding += meaning.padding ? 1 : 0;
    tally.limited += meaning.limited ? 1 : 0;
    tally.belowAir += meaning.belowAir ? 1 : 0;
  }
}

}  // namespace valvista::planning
