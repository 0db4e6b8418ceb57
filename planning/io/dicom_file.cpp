// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/dicom_file.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcistrmf.h>
#include <dcmtk/dcmdata/dcrledrg.h>
#include <dcmtk/dcmdata/dcspchrs.h>
#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/dcmjpeg/djdecode.h>
#include <dcmtk/dcmjpls/djdecode.h>
#include <dcmtk/ofstd/ofchrenc.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <fstream>

namespace valvista::planning {
namespace {

constexpr Uint32 kValuesInMemory = 1024;  // larger values are read when asked for
constexpr Uint32 kLongestText = 64 * 1024;
constexpr std::ptrdiff_t kParserStack = 512 * 1024;
constexpr std::uint64_t kInflationFloor = 64ull << 20, kInflationRatio = 64;

/// DCMTK descends one set of stack frames per nested sequence without a limit, and inflates without a limit.
/// This stream pretends to have ended where either goes beyond what a real file needs.
class BoundedFileStream : public DcmInputFileStream {
 public:
  BoundedFileStream(const OFFilename& name, std::uint64_t fileSize)
      : DcmInputFileStream(name), mostBytes_(kInflationFloor + kInflationRatio * fileSize) {
    char here = 0;
    stackStart_ = reinterpret_cast<std::intptr_t>(&here);
  }
  offile_off_t avail() override { return exceeded() ? 0 : DcmInputFileStream::avail(); }
  OFBool good() const override { return !exceeded_ && DcmInputFileStream::good(); }
  OFCondition status() const override { return exceeded_ ? EC_CorruptedData : DcmInputFileStream::status(); }
  bool wasExceeded() const { return exceeded_; }

 private:
  bool exceeded() {
    char here = 0;
    const std::ptrdiff_t depth = stackStart_ - reinterpret_cast<std::intptr_t>(&here);
    if (std::abs(depth) > kParserStack || static_cast<std::uint64_t>(tell()) > mostBytes_) exceeded_ = true;
    return exceeded_;
  }

  std::uint64_t mostBytes_;
  std::intptr_t stackStart_ = 0;
  bool exceeded_ = false;
};

void prepareDcmtk() {
  static const bool once = [] {
    OFLog::configure(OFLogger::OFF_LOG_LEVEL);
    DJDecoderRegistration::registerCodecs();
    DJLSDecoderRegistration::registerCodecs();
    DcmRLEDecoderRegistration::registerCodecs();
    return true;
  }();
  static_cast<void>(once);
}

enum class Kind { other, bareDataset, withMagic };

/// A DICOM file has DICM at byte 128; old ones start at once with group 0008 (or a stray group 0002).
Kind kindOf(const std::filesystem::path& path) {
  std::array<unsigned char, 132> head{};
  std::ifstream stream(path, std::ios::binary);
  stream.read(reinterpret_cast<char*>(head.data()), static_cast<std::streamsize>(head.size()));
  if (stream.gcount() == static_cast<std::streamsize>(head.size()) && head[128] == 'D' && head[129] == 'I' &&
      head[130] == 'C' && head[131] == 'M') {
    return Kind::withMagic;
  }
  if (stream.gcount() < 16) return Kind::other;
  const bool little = (head[0] == 8 || head[0] == 2) && head[1] == 0 && head[3] == 0;
  const bool big = head[0] == 0 && (head[1] == 8 || head[1] == 2) && head[2] == 0;
  return little || big ? Kind::bareDataset : Kind::other;
}

DcmElement* find(DcmItem& item, unsigned group, unsigned element) {
  DcmElement* found = nullptr;
  const DcmTagKey key(static_cast<Uint16>(group), static_cast<Uint16>(element));
  if (item.findAndGetElement(key, found).bad() || found == nullptr) return nullptr;
  return found->getLengthField() <= kLongestText || found->ident() == EVR_SQ ? found : nullptr;
}

/// Trims padding, and replaces control characters and what is not UTF-8: the text goes into windows and JSON.
std::string cleaned(const std::string& text) {
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80         ? 1
                               : (lead >> 5) == 6  ? 2
                               : (lead >> 4) == 14 ? 3
                               : (lead >> 3) == 30 ? 4
                                                   : 0;
    bool valid = length > 0 && i + length <= text.size() && (lead >= 0x20 && lead != 0x7f);
    for (std::size_t k = 1; valid && k < length; ++k)
      valid = (static_cast<unsigned char>(text[i + k]) >> 6) == 2;
    result += valid ? text.substr(i, length) : lead < 0x20 ? " " : "?";
    i += valid ? length : 1;
  }
  const std::size_t begin = result.find_first_not_of(' ');
  return begin == std::string::npos ? "" : result.substr(begin, result.find_last_not_of(' ') - begin + 1);
}

/// The text as it is when its character set is unknown; `cleaned` deals with what is not UTF-8 then.
OFString inUtf8(const OFString& text, const OFString& characterSet, bool isPersonName) {
  OFString converted;
  DcmSpecificCharacterSet sets;
  if (sets.selectCharacterSet(characterSet).good() &&
      sets.convertString(text, converted, isPersonName ? "^=\\" : "\\\r\n\f").good()) {
    return converted;
  }
  // DCMTK on glibc knows no JIS X 0208 and 0212; the escape sequences of DICOM are those of ISO-2022-JP.
  OFCharacterEncoding japanese;
  if (characterSet.find("2022 IR 87") != OFString_npos || characterSet.find("2022 IR 159") != OFString_npos) {
    if (japanese.selectEncoding("ISO-2022-JP-2", "UTF-8").good() &&
        japanese.convertString(text, converted).good()) {
      return converted;
    }
  }
  return text;
}

}  // namespace

DicomFile openDicomFile(const std::filesystem::path& path) {
  prepareDcmtk();
  DicomFile file;
  const Kind kind = kindOf(path);
  if (kind == Kind::other) return file;
  file.hasMagic = kind == Kind::withMagic;
  std::error_code ignored;
  const std::uint64_t size = std::filesystem::file_size(path, ignored);
  auto content = std::make_shared<DcmFileFormat>();
  try {
    BoundedFileStream stream(OFFilename(path.c_str()), ignored ? 0 : size);
    OFCondition outcome = stream.status();
    if (outcome.good()) {
      content->transferInit();
      outcome = content->read(stream, EXS_Unknown, EGL_noChange, kValuesInMemory);
      content->transferEnd();
    }
    if (stream.wasExceeded()) {
      file.trouble = "sequences nested or inflated beyond what an image needs";
    } else if (outcome.bad()) {
      file.trouble = std::string("damaged or truncated (") + outcome.text() + ")";
    }
  } catch (const std::bad_alloc&) {
    file.trouble = "asks for more memory than there is";
  }
  const bool readable = content->getDataset() != nullptr && content->getDataset()->card() > 0;
  // A bare data set that does not parse is some other kind of file.
  if (!file.hasMagic && (!readable || find(*content->getDataset(), 0x0008, 0x0016) == nullptr)) return {};
  file.content = std::move(content);
  return file;
}

std::string DicomTags::text(unsigned group, unsigned element) const {
  DcmElement* found = find(*item_, group, element);
  OFString value;
  if (found == nullptr || found->getOFStringArray(value).bad()) return {};
  OFString characterSet;
  const bool named = dataset_->findAndGetOFStringArray(DCM_SpecificCharacterSet, characterSet).good();
  if (named && !characterSet.empty() && found->isAffectedBySpecificCharacterSet()) {
    value = inUtf8(value, characterSet, found->ident() == EVR_PN);
  }
  return cleaned(std::string(value.c_str(), value.length()));
}

std::vector<double> DicomTags::numbers(unsigned group, unsigned element) const {
  DcmElement* found = find(*item_, group, element);
  std::vector<double> values;
  if (found == nullptr) return values;
  const unsigned long count = found->getVM();
  for (unsigned long i = 0; i < count; ++i) {
    Float64 number = 0;
    Float32 single = 0;
    Uint16 word = 0;
    Sint16 signedWord = 0;
    Sint32 integer = 0;
    if (found->getFloat64(number, i).good()) {
      values.push_back(number);
    } else if (found->getFloat32(single, i).good()) {
      values.push_back(single);
    } else if (found->getUint16(word, i).good()) {
      values.push_back(word);
    } else if (found->getSint16(signedWord, i).good()) {
      values.push_back(signedWord);
    } else if (found->getSint32(integer, i).good()) {
      values.push_back(integer);
    }
    if (values.size() != i + 1 || !std::isfinite(values.back())) return {};
  }
  return values;
}

std::optional<double> DicomTags::number(unsigned group, unsigned element) const {
  const std::vector<double> values = numbers(group, element);
  return values.empty() ? std::nullopt : std::optional(values.front());
}

std::optional<int> DicomTags::integer(unsigned group, unsigned element) const {
  const std::optional<double> value = number(group, element);
  if (!value || std::abs(*value) > 1e9 || *value != std::floor(*value)) return std::nullopt;
  return static_cast<int>(*value);
}

std::optional<Vec3> DicomTags::vec3(unsigned group, unsigned element) const {
  const std::vector<double> values = numbers(group, element);
  return values.size() == 3 ? std::optional(Vec3{values[0], values[1], values[2]}) : std::nullopt;
}

std::optional<std::uint16_t> DicomTags::word(unsigned group, unsigned element) const {
  DcmElement* found = find(*item_, group, element);
  Uint16 word = 0;
  Sint16 signedWord = 0;
  if (found != nullptr && found->getUint16(word).good()) return word;
  if (found != nullptr && found->getSint16(signedWord).good()) return static_cast<std::uint16_t>(signedWord);
  return std::nullopt;
}

bool DicomTags::has(unsigned group, unsigned element) const {
  return item_->tagExists(DcmTagKey(static_cast<Uint16>(group), static_cast<Uint16>(element)));
}

std::size_t DicomTags::count(unsigned group, unsigned element) const {
  auto* sequence = dynamic_cast<DcmSequenceOfItems*>(find(*item_, group, element));
  return sequence == nullptr ? 0 : sequence->card();
}

std::optional<DicomTags> DicomTags::item(unsigned group, unsigned element, std::size_t index) const {
  auto* sequence = dynamic_cast<DcmSequenceOfItems*>(find(*item_, group, element));
  if (sequence == nullptr || index >= sequence->card()) return std::nullopt;
  DcmItem* nested = sequence->getItem(index);
  return nested == nullptr ? std::nullopt : std::optional(DicomTags(*nested, *dataset_));
}

}  // namespace valvista::planning
