/* Attachments: ISO 32000-1, 7.11; ISO 19005-3, 6.8 and annex E. */
#include <stdlib.h>

#include "digest.h"
#include "job.h"
#include "metadata.h"
#include "syntax.h"

static const char *const relationships[] = {
    [PDF_RELATIONSHIP_SOURCE] = "Source",
    [PDF_RELATIONSHIP_DATA] = "Data",
    [PDF_RELATIONSHIP_ALTERNATIVE] = "Alternative",
    [PDF_RELATIONSHIP_SUPPLEMENT] = "Supplement",
    [PDF_RELATIONSHIP_UNSPECIFIED] = "Unspecified",
};

static uint32_t add_file(struct pdf_job *job, const struct pdf_attachment *attachment)
{
    struct buf *out = &job->scratch;
    struct digest digest = digest_of(attachment->bytes);
    buf_clear(out);
    buf_add_cstr(out, "/Type/EmbeddedFile/Subtype");
    pdf_add_name(out, attachment->mime);
    buf_add_cstr(out, "/Params<</Size ");
    pdf_add_integer(out, (int64_t)attachment->bytes.len);
    buf_printf(out, "/CheckSum<%s>", digest.hex);
    if (job->date.len) {
        buf_add_cstr(out, "/ModDate");
        pdf_metadata_add_date(out, job->date);
    }
    buf_add_cstr(out, ">>");
    pdf_file_fail(&job->file, out->status);
    return pdf_file_add_stream(&job->file, buf_str(out), attachment->bytes,
                               PDF_DEFLATE);
}

static uint32_t add_specification(struct pdf_job *job,
                                  const struct pdf_attachment *attachment)
{
    uint32_t file = add_file(job, attachment);
    struct buf *out = &job->scratch;
    buf_clear(out);
    buf_add_cstr(out, "<</Type/Filespec/F");
    pdf_add_text(out, attachment->name);
    buf_add_cstr(out, "/UF");
    pdf_add_text(out, attachment->name);
    if (attachment->description.len) {
        buf_add_cstr(out, "/Desc");
        pdf_add_text(out, attachment->description);
    }
    buf_add_cstr(out, "/AFRelationship/");
    buf_add_cstr(out, relationships[attachment->relationship]);
    buf_add_cstr(out, "/EF<</F ");
    pdf_add_reference(out, file);
    buf_add_cstr(out, "/UF ");
    pdf_add_reference(out, file);
    buf_add_cstr(out, ">>>>");
    return pdf_file_add(&job->file, out);
}

/* type/subtype, as ISO 19005-3, 6.8 wants of /Subtype. */
static bool is_mime(struct str mime)
{
    size_t slashes = 0;
    for (size_t i = 0; i < mime.len; i++) {
        char c = mime.ptr[i];
        bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                    (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' ||
                    c == '_';
        if (c == '/' && i > 0 && i + 1 < mime.len)
            slashes++;
        else if (!word)
            return false;
    }
    return slashes == 1;
}

static enum status refuse(struct pdf_job *job, const char *message, struct str name)
{
    diag_report(job->diag, DIAG_USAGE, (struct diag_pos){0}, message, STR_ARGS(name));
    return STATUS_USAGE;
}

static void spell_reference(const void *user, uint32_t owner, struct buf *out)
{
    pdf_add_reference(out, ((const uint32_t *)user)[owner]);
}

enum status pdf_attach_add(struct pdf_job *job, struct buf *catalog, uint32_t *root)
{
    const struct pdf_options *options = job->options;
    *root = 0;
    if (!options->attachment_count)
        return STATUS_OK;
    if (options->conformance == PDF_A2A_UA1)
        return refuse(job, N_("PDF/A-2a holds no attachments; %.*s was not attached"),
                      options->attachments[0].name);
    struct pdf_name *names = calloc(options->attachment_count, sizeof *names);
    uint32_t *numbers = calloc(options->attachment_count, sizeof *numbers);
    enum status status = names && numbers ? STATUS_OK : STATUS_NOMEM;
    buf_add_cstr(catalog, "/AF[");
    for (size_t i = 0; i < options->attachment_count && status == STATUS_OK; i++) {
        const struct pdf_attachment *a = options->attachments + i;
        if (!a->name.len || !is_mime(a->mime)) {
            status = refuse(job, N_("an attachment wants a name and a MIME type: %.*s"),
                            a->name);
            break;
        }
        numbers[i] = add_specification(job, a);
        buf_add_cstr(catalog, i ? " " : "");
        pdf_add_reference(catalog, numbers[i]);
        buf_clear(&job->scratch);
        pdf_add_text_raw(&job->scratch, a->name);
        names[i].key = pdf_file_keep(&job->file, &job->scratch);
        names[i].owner = (uint32_t)i;
    }
    buf_add_byte(catalog, ']');
    if (status == STATUS_OK &&
        pdf_names_sort(names, options->attachment_count) != options->attachment_count)
        status = refuse(job, N_("two attachments have the same name: %.*s"),
                        options->attachments[0].name);
    if (status == STATUS_OK)
        *root = pdf_names_add(&job->file, names, options->attachment_count,
                              spell_reference, numbers);
    free(numbers);
    free(names);
    return status;
}
