/* What program this is. */
#define _GNU_SOURCE /* dl_iterate_phdr */
#include <link.h>
#include <string.h>

#include "base/host.h"

struct identity {
    struct buf *out;
    bool first; /* the program itself comes first, without a name */
};

static const ElfW(Nhdr) *
    find_note(const struct dl_phdr_info *info, size_t i, ElfW(Word) type)
{
    const char *at = (const char *)(info->dlpi_addr + info->dlpi_phdr[i].p_vaddr);
    const char *end = at + info->dlpi_phdr[i].p_memsz;
    while (at + sizeof(ElfW(Nhdr)) <= end) {
        const ElfW(Nhdr) *note = (const void *)at;
        if (note->n_type == type && note->n_namesz == 4 &&
            memcmp(note + 1, "GNU", 4) == 0)
            return note;
        at += sizeof(*note) + ((note->n_namesz + 3u) & ~3u) +
              ((note->n_descsz + 3u) & ~3u);
    }
    return NULL;
}

static void add_stamp(const char *path, struct buf *out)
{
    struct host_stamp stamp = {0};
    host_stamp_of(path, &stamp);
    buf_printf(out, "%llu %lld", (unsigned long long)stamp.size,
               (long long)stamp.modified);
}

static int add_object(struct dl_phdr_info *info, size_t size, void *user)
{
    struct identity *identity = user;
    const char *slash = strrchr(info->dlpi_name, '/');
    const char *name = slash ? slash + 1 : info->dlpi_name;
    bool program = identity->first;
    (void)size;
    identity->first = false;
    /* The kernel's own page changes with the kernel. */
    if (!program && strncmp(name, "linux-", strlen("linux-")) == 0)
        return 0;
    const ElfW(Nhdr) *note = NULL;
    for (size_t i = 0; i < info->dlpi_phnum && !note; i++)
        if (info->dlpi_phdr[i].p_type == PT_NOTE)
            note = find_note(info, i, NT_GNU_BUILD_ID);
    buf_printf(identity->out, "%s ", program ? "program" : name);
    if (note) {
        const unsigned char *id = (const unsigned char *)(note + 1) + 4;
        for (size_t i = 0; i < note->n_descsz; i++)
            buf_printf(identity->out, "%02x", id[i]);
    } else {
        add_stamp(program ? "/proc/self/exe" : info->dlpi_name, identity->out);
    }
    buf_add_byte(identity->out, '\n');
    return 0;
}

void host_program_identity(struct buf *out)
{
    struct identity identity = {out, true};
    dl_iterate_phdr(add_object, &identity);
}
