#include "timings.h"

#include "base/host.h"
#include "base/utf8.h"
#include "message.h"

static const char *const work_names[METER_WORK_COUNT] = {
    [METER_OTHER] = N_("other"),
    [METER_OPEN] = N_("open templates and fonts"),
    [METER_EXAMINE] = N_("find what changed"),
    [METER_DECODE] = N_("decode"),
    [METER_READ] = N_("read"),
    [METER_XML] = N_("XML"),
    [METER_MARKDOWN] = N_("Markdown"),
    [METER_XSLT] = N_("XSLT"),
    [METER_LAYOUT] = N_("layout"),
    [METER_SHAPE] = N_("shape"),
    [METER_BREAK] = N_("break lines"),
    [METER_PDF] = N_("PDF"),
    [METER_SUBSET] = N_("subset fonts"),
    [METER_DEFLATE] = N_("deflate"),
    [METER_WRITE] = N_("write"),
    [METER_SITE] = N_("index and manifest"),
};

struct meter timings_meter(void)
{
    return (struct meter){.clock = host_clock};
}

/* Names are padded by cells: bytes and characters are no widths. */
static void add_row(const char *name, int64_t spent, int64_t whole, size_t documents,
                    struct buf *out)
{
    unsigned cells = 0;
    struct str text = str_from(name);
    for (size_t at = 0; at < text.len;)
        cells += utf8_cells(utf8_next(text, &at));
    buf_add_cstr(out, name);
    for (; cells < 28; cells++)
        buf_add_byte(out, ' ');
    buf_printf(out, "%9.3f s %5.1f %%", (double)spent / 1e9,
               whole > 0 ? 100.0 * (double)spent / (double)whole : 0.0);
    if (documents > 0)
        buf_printf(out, " %9.3f ms", (double)spent / 1e6 / (double)documents);
}

void timings_say(struct terminal *terminal, const struct meter *meter, size_t documents)
{
    int64_t whole = 0;
    struct buf line = BUF_INIT;
    for (size_t i = 0; i < METER_WORK_COUNT; i++)
        whole += meter->spent[i];
    for (size_t i = 0; i <= METER_WORK_COUNT; i++) {
        /* The order of the road: what has no name comes last, before the sum. */
        size_t work = (i + 1) % METER_WORK_COUNT;
        bool sum = i == METER_WORK_COUNT;
        if (!sum && meter->spent[work] == 0)
            continue;
        buf_clear(&line);
        add_row(sum ? _("all threads") : _(work_names[work]),
                sum ? whole : meter->spent[work], whole, documents, &line);
        if (line.status == STATUS_OK)
            terminal_say(terminal, "%s", line.ptr);
    }
    buf_free(&line);
}
