// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/itk_source.h"

#include "planning/core/error.h"
#include "planning/core/grid_placement.h"
#include "planning/io/header_text.h"
#include "planning/io/volume_header.h"

#include <itkMetaImageIO.h>
#include <itkNrrdImageIO.h>

#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

namespace valvista::planning {

namespace {

using Component = itk::CommonEnums::IOComponent;

LoadError refused(const std::string& name, const std::string& why) {
  return LoadError(name + ": " + why + ".");
}

bool isFloating(Component type) {
  return type == Component::FLOAT || type == Component::DOUBLE;
}

template <class T>
void convert(const std::byte* at, std::span<double> values) {
  for (double& value : values) {
    T number;
    std::memcpy(&number, at, sizeof number);
    value = static_cast<double>(number);
    at += sizeof number;
  }
}

void convertVoxels(Component type, const std::byte* at, std::span<double> values) {
  switch (type) {
    case Component::UCHAR:
      return convert<unsigned char>(at, values);
    case Component::CHAR:
      return convert<signed char>(at, values);
    case Component::USHORT:
      return convert<unsigned short>(at, values);
    case Component::SHORT:
      return convert<short>(at, values);
    case Component::UINT:
      return convert<unsigned int>(at, values);
    case Component::INT:
      return convert<int>(at, values);
    case Component::ULONG:
      return convert<unsigned long>(at, values);
    case Component::LONG:
      return convert<long>(at, values);
    case Component::ULONGLONG:
      return convert<unsigned long long>(at, values);
    case Component::LONGLONG:
      return convert<long long>(at, values);
    case Component::FLOAT:
      return convert<float>(at, values);
    case Component::DOUBLE:
      return convert<double>(at, values);
    default:
      throw std::domain_error("its voxel type is not supported");
  }
}

Index3 sizeOf(const itk::ImageIOBase& io) {
  return {static_cast<int>(io.GetDimensions(0)), static_cast<int>(io.GetDimensions(1)),
          static_cast<int>(io.GetDimensions(2))};
}

class ItkSource : public VoxelSource {
 public:
  ItkSource(const std::filesystem::path& file, itk::ImageIOBase::Pointer io, const VolumeHeader& header)
      : name_(file.filename().string()), io_(std::move(io)) {
    io_->SetFileName(file.string());
    io_->ReadImageInformation();
    if (io_->GetNumberOfDimensions() != 3 || io_->GetNumberOfComponents() != 1 ||
        io_->GetComponentSize() != header.voxelBytes || sizeOf(*io_) != header.size)
      throw std::domain_error("its header is contradictory");
    PlacedGrid placed = placeGrid(header.size, header.lpsFromIjk);
    geometry_ = placed.geometry;
    if (placed.notice) notices_.push_back(*placed.notice);
    integral_ = !isFloating(io_->GetComponentType());
  }

  void read(std::span<double> next) override {
    if (voxels_.empty()) readAll();
    const std::size_t bytes = next.size() * io_->GetComponentSize();
    if (bytes > voxels_.size() - at_) throw refused(name_, "the file ends too early");
    convertVoxels(io_->GetComponentType(), voxels_.data() + at_, next);
    at_ += bytes;
  }

  /// The end was compared with the header before ITK was asked.
  void finish() override {}

 private:
  void readAll() {
    itk::ImageIORegion region(3);
    for (unsigned axis = 0; axis < 3; ++axis) region.SetSize(axis, io_->GetDimensions(axis));
    io_->SetIORegion(region);
    voxels_.resize(geometry_.voxelCount() * io_->GetComponentSize());
    try {
      io_->Read(voxels_.data());
    } catch (const itk::ExceptionObject&) {
      throw refused(name_, "its voxels cannot be read");  // ITK's text holds the path
    }
  }

  std::string name_;
  itk::ImageIOBase::Pointer io_;
  std::vector<std::byte> voxels_;
  std::size_t at_ = 0;
};

}  // namespace

std::unique_ptr<VoxelSource> openWithItk(const std::filesystem::path& file) {
  const std::string name = file.filename().string();
  const std::string extension = lowerCase(file.extension().string());
  const bool nrrd = extension == ".nrrd" || extension == ".nhdr";
  try {
    const VolumeHeader header = nrrd ? readNrrdHeader(file) : readMetaHeader(file);
    checkData(header);
    itk::ImageIOBase::Pointer io;
    if (nrrd)
      io = itk::NrrdImageIO::New();
    else
      io = itk::MetaImageIO::New();
    return std::make_unique<ItkSource>(file, io, header);
  } catch (const std::domain_error& why) {
    throw refused(name, why.what());
  } catch (const itk::ExceptionObject&) {
    throw refused(name, "its header cannot be read");  // ITK's text holds the path
  }
}

}  // namespace valvista::planning
