// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/library_pages.h"

#include <algorithm>
#include <link.h>
#include <span>
#include <sys/mman.h>
#include <unistd.h>

namespace valvista::ml {

namespace {

/// Whether the loader writes into parts that are said to be read-only: those have no copy in the file.
bool isRelocatedInPlace(const dl_phdr_info& library, const ElfW(Phdr) & dynamic) {
  const auto* entry = reinterpret_cast<const ElfW(Dyn)*>(library.dlpi_addr + dynamic.p_vaddr);
  for (; entry->d_tag != DT_NULL; ++entry)
    if (entry->d_tag == DT_TEXTREL || (entry->d_tag == DT_FLAGS && (entry->d_un.d_val & DF_TEXTREL) != 0))
      return true;
  return false;
}

int releaseLibrary(dl_phdr_info* library, std::size_t, void*) {
  const std::span parts(library->dlpi_phdr, library->dlpi_phnum);
  if (std::any_of(parts.begin(), parts.end(), [&](const ElfW(Phdr) & part) {
        return part.p_type == PT_DYNAMIC && isRelocatedInPlace(*library, part);
      }))
    return 0;
  const auto page = static_cast<ElfW(Addr)>(sysconf(_SC_PAGESIZE));
  for (const ElfW(Phdr) & part : parts) {
    if (part.p_type != PT_LOAD || (part.p_flags & PF_W) != 0) continue;
    const ElfW(Addr) begin = (library->dlpi_addr + part.p_vaddr) / page * page;
    const ElfW(Addr) end = (library->dlpi_addr + part.p_vaddr + part.p_memsz + page - 1) / page * page;
    madvise(reinterpret_cast<void*>(begin), end - begin, MADV_DONTNEED);
  }
  return 0;
}

}  // namespace

void releaseLibraryPages() {
  dl_iterate_phdr(releaseLibrary, nullptr);
}

}  // namespace valvista::ml
