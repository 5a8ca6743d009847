/* Linearized files: qpdf does it, on the finished bytes. */
#include <qpdf/qpdf-c.h>

#include "pdf/pdf.h"

/* qpdf tells an error by a flag, and success by none; a warning would be a fault of the
 * file that it reads, which is ours. */
static bool is_done(QPDF_ERROR_CODE code)
{
    return (code & QPDF_ERRORS) == 0;
}

static bool rewrite(qpdf_data qpdf, const struct buf *out, size_t start)
{
    qpdf_set_suppress_warnings(qpdf, QPDF_TRUE);
    if (!is_done(
            qpdf_read_memory(qpdf, "PDF", out->ptr + start, out->len - start, NULL)) ||
        !is_done(qpdf_init_write_memory(qpdf)))
        return false;
    qpdf_set_linearization(qpdf, QPDF_TRUE);
    qpdf_set_object_stream_mode(qpdf, qpdf_o_generate);
    qpdf_set_newline_before_endstream(qpdf, QPDF_TRUE); /* ISO 19005-3, 6.1.7.1 */
    qpdf_set_deterministic_ID(qpdf, QPDF_TRUE);
    return is_done(qpdf_write(qpdf));
}

enum status pdf_linearize(struct buf *out, size_t start)
{
    qpdf_data qpdf = qpdf_init();
    if (!qpdf)
        return STATUS_NOMEM;
    bool is_rewritten = rewrite(qpdf, out, start);
    out->len = start;
    if (is_rewritten)
        buf_add_bytes(out, qpdf_get_buffer(qpdf), qpdf_get_buffer_length(qpdf));
    else
        out->ptr[start] = '\0';
    if (qpdf_has_error(qpdf)) /* else qpdf prints it */
        (void)qpdf_get_error(qpdf);
    qpdf_cleanup(&qpdf);
    return is_rewritten ? out->status : STATUS_SYNTAX;
}
