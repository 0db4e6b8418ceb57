// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/atomic_file.h"
#include "planning/core/error.h"
#include "planning/report/plan_report.h"
#include "planning/report/report_layout.h"
#include "planning/report/report_sections.h"
#include "planning/report/report_text.h"

#include <cairo-pdf.h>
#include <memory>
#include <string>
#include <vector>

namespace valvista::planning {

namespace {

struct Release {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* context) const { cairo_destroy(context); }
};

report::PageTexts pageTexts(const Case& inputs) {
  std::string patient;
  if (inputs.study) {
    const PatientIdentity& who = inputs.study->patient;
    // Short enough that a long name pushes neither the number nor the dates out of the line.
    const std::vector<std::string> parts{shortened(displayName(who.name), 32), shortened(who.id, 20),
                                         who.birthDate.empty() ? "" : "born " + displayDate(who.birthDate),
                                         inputs.study->facts.studyDate.empty()
                                             ? ""
                                             : "study of " + displayDate(inputs.study->facts.studyDate)};
    for (const std::string& part : parts) {
      if (part.empty()) continue;
      patient += (patient.empty() ? "" : " · ") + part;
    }
  }
  return {"TAVR planning report", patient, "Research software - not for clinical use",
          "Valvista " VALVISTA_VERSION};
}

int drawReport(cairo_t* context, const Case& inputs, const Derived& derived, int pageCount) {
  report::Pages pages(context, pageTexts(inputs), pageCount);
  const Findings findings = allFindings(inputs, derived);
  report::drawPatientAndScan(pages, inputs);
  report::drawFindingsNotice(pages, findings);
  report::drawAnnulusAndRoot(pages, inputs, derived);
  report::drawFindings(pages, findings, inputs.review.acknowledged);
  report::drawRootCurve(pages, derived);
  report::drawIliacArteries(pages, derived);
  report::drawVolumes(pages, derived);
  report::drawProvenance(pages, inputs, derived);
  return pages.finish();
}

cairo_status_t appendTo(void* text, const unsigned char* bytes, unsigned length) {
  static_cast<std::string*>(text)->append(reinterpret_cast<const char*>(bytes), length);
  return CAIRO_STATUS_SUCCESS;
}

/// The report as the bytes of a PDF; the same case always gives the same bytes.
std::string renderPdf(const Case& inputs, const Derived& derived, int& pageCount) {
  std::string bytes;
  const std::unique_ptr<cairo_surface_t, Release> surface(
      cairo_pdf_surface_create_for_stream(appendTo, &bytes, report::kPageWidth, report::kPageHeight));
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, "");  // none
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, "TAVR planning report");
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATOR, "Valvista " VALVISTA_VERSION);
  {
    const std::unique_ptr<cairo_t, Release> context(cairo_create(surface.get()));
    pageCount = drawReport(context.get(), inputs, derived, pageCount);
    if (cairo_status(context.get()) != CAIRO_STATUS_SUCCESS) {
      throw SaveError("The report could not be drawn.", cairo_status_to_string(cairo_status(context.get())));
    }
  }
  cairo_surface_finish(surface.get());
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) {
    throw SaveError("The report could not be drawn.",
                    cairo_status_to_string(cairo_surface_status(surface.get())));
  }
  return bytes;
}

bool isWholePdf(const std::string& bytes) {
  const std::size_t end = bytes.find_last_not_of("\r\n");
  return bytes.starts_with("%PDF-") && end != std::string::npos &&
         bytes.substr(0, end + 1).ends_with("%%EOF");
}

}  // namespace

void writeReportPdf(const std::filesystem::path& file, const Case& inputs, const Derived& derived) {
  int pageCount = 0;
  renderPdf(inputs, derived, pageCount);  // the first pass counts the pages for the footers of the second
  const std::string pdf = renderPdf(inputs, derived, pageCount);
  if (!isWholePdf(pdf))
    throw SaveError(file.filename().string() + " cannot be written: the PDF is not whole.");
  AtomicFile output(file);
  output.write(pdf);
  output.commit();
}

}  // namespace valvista::planning
