// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/dicom_jpeg2000.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <openjpeg.h>

namespace valvista::planning {
namespace {

struct MemoryStream {
  std::span<const std::uint8_t> bytes;
  std::size_t at = 0;
};

OPJ_SIZE_T readBytes(void* buffer, OPJ_SIZE_T count, void* user) {
  auto& memory = *static_cast<MemoryStream*>(user);
  const std::size_t taken = std::min<std::size_t>(count, memory.bytes.size() - memory.at);
  if (taken == 0) return static_cast<OPJ_SIZE_T>(-1);
  std::memcpy(buffer, memory.bytes.data() + memory.at, taken);
  memory.at += taken;
  return taken;
}

OPJ_OFF_T skipBytes(OPJ_OFF_T count, void* user) {
  auto& memory = *static_cast<MemoryStream*>(user);
  if (count < 0) return -1;
  const auto left = static_cast<OPJ_OFF_T>(memory.bytes.size() - memory.at);
  const OPJ_OFF_T taken = std::min(count, left);
  memory.at += static_cast<std::size_t>(taken);
  return taken > 0 || count == 0 ? taken : -1;
}

OPJ_BOOL seekBytes(OPJ_OFF_T position, void* user) {
  auto& memory = *static_cast<MemoryStream*>(user);
  if (position < 0 || static_cast<std::size_t>(position) > memory.bytes.size()) return OPJ_FALSE;
  memory.at = static_cast<std::size_t>(position);
  return OPJ_TRUE;
}

void silent(const char*, void*) {}

// OpenJPEG's codec and stream are both a void*, so each needs its own deleter.
struct CodecCloser {
  void operator()(opj_codec_t* codec) const { opj_destroy_codec(codec); }
};
struct StreamCloser {
  void operator()(opj_stream_t* stream) const { opj_stream_destroy(stream); }
};
struct ImageCloser {
  void operator()(opj_image_t* image) const { opj_image_destroy(image); }
};

std::string sizeTrouble(const opj_image_t& image, const PixelFormat& format) {
  const auto columns = static_cast<OPJ_UINT32>(format.columns), rows = static_cast<OPJ_UINT32>(format.rows);
  if (image.numcomps != 1) return "its JPEG 2000 stream is in colour";
  if (image.x1 < image.x0 || image.y1 < image.y0 || image.x1 - image.x0 != columns ||
      image.y1 - image.y0 != rows || image.comps[0].dx != 1 || image.comps[0].dy != 1) {
    return "its JPEG 2000 stream has another size than the header";
  }
  if (image.comps[0].prec > 16) return "its JPEG 2000 stream has more than 16 bits";
  if (image.comps[0].sgnd != 0 && !format.isSigned)
    return "its JPEG 2000 stream is signed, the header is not";
  return {};
}

std::string decodeInto(opj_codec_t* codec, opj_stream_t* stream, const PixelFormat& format,
                       std::span<std::uint16_t> words) {
  opj_dparameters_t parameters;
  opj_set_default_decoder_parameters(&parameters);
  opj_set_info_handler(codec, silent, nullptr);
  opj_set_warning_handler(codec, silent, nullptr);
  opj_set_error_handler(codec, silent, nullptr);
  constexpr const char* kDamaged = "its JPEG 2000 stream is damaged";
  if (!opj_setup_decoder(codec, &parameters) || !opj_decoder_set_strict_mode(codec, OPJ_TRUE))
    return kDamaged;
  opj_image_t* opened = nullptr;
  const OPJ_BOOL hasHeader = opj_read_header(stream, codec, &opened);
  const std::unique_ptr<opj_image_t, ImageCloser> image(opened);
  if (!hasHeader || !image) return kDamaged;
  // Before decoding, so that a stream claiming a huge size costs nothing.
  if (std::string trouble = sizeTrouble(*image, format); !trouble.empty()) return trouble;
  if (!opj_decode(codec, stream, image.get()) || !opj_end_decompress(codec, stream)) return kDamaged;
  const opj_image_comp_t& component = image->comps[0];
  if (component.data == nullptr || std::size_t{component.w} * component.h != words.size()) return kDamaged;
  for (std::size_t i = 0; i < words.size(); ++i) words[i] = static_cast<std::uint16_t>(component.data[i]);
  return {};
}

}  // namespace

std::string decodeJpeg2000(std::span<const std::uint8_t> bytes, const PixelFormat& format,
                           std::span<std::uint16_t> words) {
  MemoryStream memory{bytes};
  const std::unique_ptr<opj_stream_t, StreamCloser> stream(opj_stream_default_create(OPJ_TRUE));
  const bool boxed = bytes.size() > 12 && bytes[0] == 0 && bytes[4] == 'j' && bytes[5] == 'P';
  const std::unique_ptr<opj_codec_t, CodecCloser> codec(
      opj_create_decompress(boxed ? OPJ_CODEC_JP2 : OPJ_CODEC_J2K));
  if (!stream || !codec) return "the JPEG 2000 decoder could not be started";
  opj_stream_set_read_function(stream.get(), readBytes);
  opj_stream_set_skip_function(stream.get(), skipBytes);
  opj_stream_set_seek_function(stream.get(), seekBytes);
  opj_stream_set_user_data(stream.get(), &memory, nullptr);
  opj_stream_set_user_data_length(stream.get(), bytes.size());
  return decodeInto(codec.get(), stream.get(), format, words);
}

}  // namespace valvista::planning
