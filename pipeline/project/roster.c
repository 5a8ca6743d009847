#include "project/roster.h"

#include "base/host.h"
#include "sheet/sheet.h"

struct draft {
    struct sheet_texts members;
};

static const struct sheet_key keys[] = {
    {.name = "members",
     .type = SHEET_TEXTS,
     .offset = offsetof(struct draft, members),
     .required = true},
};

static void take(struct project_roster *roster, const struct draft *draft)
{
    size_t count = draft->members.count;
    roster->members =
        arena_alloc(roster->arena, (count + 1) * sizeof(*roster->members));
    if (!roster->members)
        return;
    roster->count = count;
    for (size_t i = 0; i < count; i++)
        roster->members[i] = (struct project_text){draft->members.items[i].text,
                                                   draft->members.items[i].pos};
}

static enum status read_roster(struct project_roster *roster, struct str yaml,
                               struct diag *diag)
{
    struct sheet sheet;
    struct draft draft = {0};
    enum status status =
        sheet_open(&sheet, yaml, SHEET_FOR_CONFIGURATION, roster->arena, diag);
    if (status == STATUS_OK) {
        sheet_read_map(&sheet, sheet_root(&sheet), keys, sizeof(keys) / sizeof(keys[0]),
                       &draft);
        take(roster, &draft);
        if (sheet.faulty)
            status = STATUS_SYNTAX;
    }
    sheet_close(&sheet);
    return status == STATUS_OK && arena_failed(roster->arena) ? STATUS_NOMEM : status;
}

enum status project_roster_open(const char *path, struct diag *diag,
                                struct project_roster **out)
{
    struct arena *arena = arena_new();
    struct project_roster *roster = arena ? arena_alloc(arena, sizeof(*roster)) : NULL;
    struct buf yaml = BUF_INIT;
    *out = NULL;
    if (!roster) {
        arena_free(arena);
        return STATUS_NOMEM;
    }
    roster->arena = arena;
    enum status status = host_read_file(path, 0, &yaml, diag);
    diag_set_file(diag, str_from(path));
    if (status == STATUS_OK)
        status = read_roster(roster, buf_str(&yaml), diag);
    diag_set_file(diag, STR(""));
    buf_free(&yaml);
    if (status == STATUS_OK)
        *out = roster;
    else
        project_roster_close(roster);
    return status;
}

void project_roster_close(struct project_roster *roster)
{
    if (roster)
        arena_free(roster->arena);
}
