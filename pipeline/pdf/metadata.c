#include "metadata.h"

#include "icc_srgb.h"
#include "job.h"
#include "syntax.h"

/* ---- Dates (ISO 32000-1, 7.9.4; ISO 8601) ---- */

/* 0 stands for a digit. */
static bool has_shape(struct str s, const char *shape)
{
    for (size_t i = 0; i < s.len; i++, shape++) {
        bool digit = s.ptr[i] >= '0' && s.ptr[i] <= '9';
        bool sign = *shape == '+' && (s.ptr[i] == '+' || s.ptr[i] == '-');
        if (*shape == '0' ? !digit : !(sign || s.ptr[i] == *shape))
            return false;
    }
    return *shape == '\0';
}

static bool is_day(struct str s)
{
    return has_shape(s, "0000-00-00");
}

bool pdf_metadata_is_date(struct str date)
{
    return is_day(date) || has_shape(date, "0000-00-00T00:00:00Z") ||
           has_shape(date, "0000-00-00T00:00:00+00:00");
}

void pdf_metadata_add_date(struct buf *out, struct str date)
{
    buf_add_cstr(out, "(D:");
    for (size_t i = 0; i < date.len; i++) {
        char c = date.ptr[i];
        if (i >= 19 && c == ':')
            buf_add_byte(out, '\'');
        else if (c != ':' && c != 'T' && (c != '-' || i >= 19))
            buf_add_byte(out, c);
    }
    if (date.len > 20)
        buf_add_byte(out, '\'');
    buf_add_byte(out, ')');
}

/* ---- Document information (14.3.3); agrees with the XMP below ---- */

static void add_entry(struct buf *out, const char *key, struct str value)
{
    if (!value.len)
        return;
    buf_add_cstr(out, key);
    pdf_add_text(out, value);
}

uint32_t pdf_metadata_add_info(struct pdf_job *job)
{
    struct buf *out = &job->scratch;
    buf_clear(out);
    buf_add_cstr(out, "<<");
    add_entry(out, "/Title", job->title);
    add_entry(out, "/Author", job->pages->author);
    add_entry(out, "/Subject", job->pages->subject);
    add_entry(out, "/Keywords", job->pages->keywords);
    add_entry(out, "/Creator", job->options->producer);
    add_entry(out, "/Producer", job->options->producer);
    if (job->date.len) {
        buf_add_cstr(out, "/CreationDate");
        pdf_metadata_add_date(out, job->date);
        buf_add_cstr(out, "/ModDate");
        pdf_metadata_add_date(out, job->date);
    }
    buf_add_cstr(out, ">>");
    return pdf_file_add(&job->file, out);
}

/* ---- XMP ---- */

static void add_property(struct buf *out, const char *before, struct str value,
                         const char *after)
{
    if (!value.len)
        return;
    buf_add_cstr(out, before);
    pdf_add_xml(out, value);
    buf_add_cstr(out, after);
}

static const char packet_head[] =
    "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
    "<rdf:Description rdf:about=\"\""
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
    " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
    " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
    " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
    " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\""
    " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n";

/* PDF/A knows no PDF/UA: the property that claims it has to be described
 * (ISO 19005-3, 6.6.2.3). */
static const char packet_tail[] =
    "<pdfaid:conformance>A</pdfaid:conformance>"
    "<pdfuaid:part>1</pdfuaid:part>\n"
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">"
    "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/"
    "</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">"
    "<pdfaProperty:name>part</pdfaProperty:name>"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289 that the file conforms to"
    "</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property>"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n"
    "</rdf:Description></rdf:RDF></x:xmpmeta>\n"
    "<?xpacket end=\"r\"?>";

uint32_t pdf_metadata_add_xmp(struct pdf_job *job)
{
    const struct pages *pages = job->pages;
    struct buf *out = &job->scratch;
    buf_clear(out);
    buf_add_cstr(out, packet_head);
    buf_add_cstr(out, "<dc:format>application/pdf</dc:format>");
    add_property(out, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", job->title,
                 "</rdf:li></rdf:Alt></dc:title>\n");
    add_property(out, "<dc:creator><rdf:Seq><rdf:li>", pages->author,
                 "</rdf:li></rdf:Seq></dc:creator>\n");
    add_property(out, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">",
                 pages->subject, "</rdf:li></rdf:Alt></dc:description>\n");
    add_property(out, "<dc:language><rdf:Bag><rdf:li>", pages->language,
                 "</rdf:li></rdf:Bag></dc:language>\n");
    if (pdf_metadata_is_date(pages->date))
        add_property(out, "<dc:date><rdf:Seq><rdf:li>", pages->date,
                     "</rdf:li></rdf:Seq></dc:date>\n");
    add_property(out, "<pdf:Keywords>", pages->keywords, "</pdf:Keywords>\n");
    add_property(out, "<pdf:Producer>", job->options->producer, "</pdf:Producer>");
    add_property(out, "<xmp:CreatorTool>", job->options->producer,
                 "</xmp:CreatorTool>\n");
    add_property(out, "<xmp:CreateDate>", job->date, "</xmp:CreateDate>");
    add_property(out, "<xmp:ModifyDate>", job->date, "</xmp:ModifyDate>");
    add_property(out, "<xmp:MetadataDate>", job->date, "</xmp:MetadataDate>\n");
    buf_add_cstr(out, job->options->conformance == PDF_A2A_UA1
                          ? "<pdfaid:part>2</pdfaid:part>"
                          : "<pdfaid:part>3</pdfaid:part>");
    buf_add_cstr(out, packet_tail);
    pdf_file_fail(&job->file, out->status);
    return pdf_file_add_stream(&job->file, STR("/Type/Metadata/Subtype/XML"),
                               buf_str(out), PDF_PLAIN);
}

/* ---- Output intent (ISO 19005-3, 6.2.3) ---- */

uint32_t pdf_metadata_add_intent(struct pdf_job *job)
{
    struct str profile = {(const char *)icc_srgb, sizeof icc_srgb};
    uint32_t stream =
        pdf_file_add_stream(&job->file, STR("/N 3"), profile, PDF_DEFLATE);
    struct buf *out = &job->scratch;
    buf_clear(out);
    buf_add_cstr(out, "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier"
                      "(sRGB IEC61966-2.1)/Info(sRGB IEC61966-2.1)/DestOutputProfile ");
    pdf_add_reference(out, stream);
    buf_add_cstr(out, ">>");
    return pdf_file_add(&job->file, out);
}
