/* people.c - all numbers first, sorted, each once: the nodes; then everything
 * that is said of them: by the entries (grouped by the store), by account files,
 * by person files. A number that is another one's alias is that one's node. */
#include "ledger/people.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/lang.h"
#include "intake/parse.h"
#include "ledger/joined.h"
#include "store/claims.h"

typedef struct gatherer {
    sy_people *p;
    const char **numbers; /* of nodes, then sorted */
    size_t n_numbers, numbers_capacity;
    size_t claims_capacity;
    sy_aliases *aliases;
    const char **number_of; /* by account of facts */
    size_t n_number_of, number_of_capacity;
} gatherer;

/* ---- nodes ---- */

static sy_status add_number(gatherer *g, const char *number, sy_err *err)
{
    void *items = g->numbers;

    if (!sy_grow(NULL, &items, &g->numbers_capacity, g->n_numbers, g->n_numbers + 1,
                 sizeof *g->numbers)) {
        return sy_fail_nomem(err);
    }
    g->numbers = items;
    g->numbers[g->n_numbers++] = number;
    return SY_OK;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* A leg of a transfer to itself belongs to no other account than the number's. */
static bool is_other_leg(const char *number)
{
    const char *hash = strrchr(number, '#');
    return hash && strcmp(hash, "#other") == 0;
}

static bool is_of_account(sy_source_kind kind)
{
    return kind == SY_OF_ACCOUNTS || kind == SY_OF_SUB_ACCOUNTS;
}

static bool has_ledger(const sy_flow *f, const char *number)
{
    uint32_t low = 0, high = f->n_ledgers;

    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (strcmp(sy_flow_text(f, f->ledgers[middle].number), number) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < f->n_ledgers && strcmp(sy_flow_text(f, f->ledgers[low].number), number) == 0;
}

/* A cell as the index writes account numbers: as it stands (ids of payment firms
 * are any text), or as a bank's number. *known: there are entries of it. */
static sy_status number_of_cell(const sy_people *p, sy_slice text, const char **out, bool *known,
                                sy_err *err)
{
    const char *written = sy_arena_text(p->arena, text.ptr, text.len);
    sy_number number;

    *out = written;
    *known = written && has_ledger(p->flow, written);
    if (!written) return sy_fail_nomem(err);
    if (*known || sy_parse_number(&number, text, false) != SY_FINE || number.len == 0) return SY_OK;
    const char *canonical = sy_arena_text(p->arena, number.text, number.len);
    if (!canonical) return sy_fail_nomem(err);
    *known = has_ledger(p->flow, canonical);
    if (*known || strspn(canonical, "0123456789") == number.len) *out = canonical;
    return SY_OK;
}

/* The account that a record is about: one that has entries, else the first that it
 * names; "" for none. */
static sy_status number_of_record(const sy_people *p, const sy_record *record, const char **out,
                                  sy_err *err)
{
    static const sy_particular kinds[] = {SY_PART_CARD, SY_PART_ACCOUNT, SY_PART_SUB};
    const char *number;
    bool known = false;

    *out = "";
    for (size_t k = 0; k < 3 && !known; k++) {
        const sy_slice text = sy_record_get(p->registry, record, kinds[k]);
        if (text.len == 0) continue;
        sy_status st = number_of_cell(p, text, &number, &known, err);
        if (st != SY_OK) return st;
        if (known || !**out) *out = number;
    }
    return SY_OK;
}

static sy_status list_numbers(gatherer *g, sy_err *err)
{
    sy_people *p = g->p;
    sy_status st = SY_OK;

    for (uint32_t l = 0; l < p->flow->n_ledgers && st == SY_OK; l++) {
        const char *number = sy_flow_text(p->flow, p->flow->ledgers[l].number);
        if (!is_other_leg(number)) st = add_number(g, number, err);
    }
    for (size_t i = 0; i < p->registry->n_records && st == SY_OK; i++) {
        const char *number;
        if (!is_of_account(p->registry->records[i].kind)) continue;
        st = number_of_record(p, &p->registry->records[i], &number, err);
        if (st == SY_OK && *number) st = add_number(g, number, err);
    }
    if (st == SY_OK && g->n_numbers) qsort(g->numbers, g->n_numbers, sizeof *g->numbers, by_text);
    return st;
}

static size_t count_persons(const sy_registry *r)
{
    size_t n = 0;
    for (size_t i = 0; i < r->n_records; i++) n += r->records[i].kind == SY_OF_PERSONS;
    return n;
}

static sy_status make_nodes(gatherer *g, sy_err *err)
{
    sy_people *p = g->p;
    const sy_flow *f = p->flow;
    sy_status st = list_numbers(g, err);

    if (st != SY_OK) return st;
    p->nodes =
        sy_arena_get(p->arena, (g->n_numbers + count_persons(p->registry)) * sizeof *p->nodes);
    p->node_of_ledger = sy_arena_get(p->arena, f->n_ledgers * sizeof *p->node_of_ledger);
    if (!p->nodes || !p->node_of_ledger) return sy_fail_nomem(err);
    for (size_t i = 0; i < g->n_numbers; i++) {
        if (i > 0 && strcmp(g->numbers[i - 1], g->numbers[i]) == 0) continue;
        p->nodes[p->n_accounts++].number = g->numbers[i];
    }
    p->n_nodes = p->n_accounts;
    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        const uint32_t node = sy_people_account(p, sy_flow_text(f, f->ledgers[l].number));
        p->node_of_ledger[l] = node;
        if (node == SY_NONE) continue;
        sy_node *x = &p->nodes[node];
        if (x->n_ledgers++ == 0) x->first_ledger = l;
        if (!(f->ledgers[l].flags & SY_L_NO_STATEMENT)) x->is_supplied = true;
    }
    return SY_OK;
}

uint32_t sy_people_account(const sy_people *p, const char *number)
{
    size_t low = 0, high = p->n_accounts;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (strcmp(p->nodes[middle].number, number) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    const bool is_there = low < p->n_accounts && strcmp(p->nodes[low].number, number) == 0;
    return is_there ? (uint32_t)low : SY_NONE;
}

/* ---- claims ---- */

static sy_slice keep(gatherer *g, sy_slice text)
{
    return (sy_slice){sy_arena_text(g->p->arena, text.ptr, text.len), text.len};
}

/* What joins two numbers: of a company the nine characters that its credit code and
 * its organisation code share. */
static const char *join_of(sy_arena *arena, sy_id_kind kind, const char *id)
{
    char code[SY_ID_SPACE], text[SY_ID_SPACE + 16];
    const char *prefix = "citizen:", *number = id;

    if (kind == SY_ID_CREDIT) {
        const bool has_code =
            sy_id_read(code, SY_ID_ORGANISATION, (sy_slice){id + 8, 9}) == SY_ID_GOOD;
        number = has_code ? code : id;
    }
    if (kind != SY_ID_CITIZEN) prefix = kind == SY_ID_REGISTRATION ? "registration:" : "company:";
    strcpy(text, prefix);
    strcat(text, number);
    return sy_arena_text(arena, text, strlen(text));
}

static bool names_somebody(sy_id_kind kind)
{
    return kind == SY_ID_CITIZEN || kind == SY_ID_CREDIT || kind == SY_ID_ORGANISATION ||
           kind == SY_ID_REGISTRATION || kind == SY_ID_TRAVEL;
}

/* A number that is of another form (a customer's number, a phone) names nobody. */
static sy_status read_id(gatherer *g, sy_claim *c, sy_err *err)
{
    char out[SY_ID_SPACE];

    c->id = "";
    if (sy_cell_is_blank(sy_cell_trim(c->written))) return SY_OK;
    c->id_kind = sy_id_guess(out, &c->verdict, c->written);
    const bool is_masked = c->verdict == SY_ID_MASKED;
    if (!names_somebody(c->id_kind) && !is_masked && c->verdict != SY_ID_DAMAGED) {
        c->id_kind = SY_ID_NONE;
        return SY_OK;
    }
    c->id = sy_arena_text(g->p->arena, out, strlen(out));
    if (!c->id) return sy_fail_nomem(err);
    if (c->verdict != SY_ID_GOOD) return SY_OK;
    c->join = join_of(g->p->arena, c->id_kind, c->id);
    return c->join ? SY_OK : sy_fail_nomem(err);
}

/* Says of a node what c has in node, origin, name, written, bank, rows, source, row. */
static sy_status add_claim(gatherer *g, sy_claim c, sy_err *err)
{
    sy_people *p = g->p;
    void *items = p->claims;

    c.name = keep(g, c.name);
    c.written = keep(g, c.written);
    c.bank = keep(g, c.bank);
    c.folded = sy_name_fold(p->arena, c.name.ptr ? c.name : SY_TEXT(""));
    if (!c.name.ptr || !c.written.ptr || !c.bank.ptr || !c.folded.ptr) return sy_fail_nomem(err);
    c.name_kind = sy_name_kind(p->names, c.name);
    sy_status st = read_id(g, &c, err);
    if (st != SY_OK) return st;
    if (!sy_grow(NULL, &items, &g->claims_capacity, p->n_claims, p->n_claims + 1,
                 sizeof *p->claims)) {
        return sy_fail_nomem(err);
    }
    p->claims = items;
    p->claims[p->n_claims++] = c;
    return SY_OK;
}

static sy_status take_account_number(void *ctx, uint32_t id, sy_slice number, sy_err *err)
{
    gatherer *g = ctx;
    void *items = g->number_of;

    if (!sy_grow(NULL, &items, &g->number_of_capacity, g->n_number_of, (size_t)id + 1,
                 sizeof *g->number_of)) {
        return sy_fail_nomem(err);
    }
    g->number_of = items;
    if (id >= g->n_number_of) g->n_number_of = (size_t)id + 1;
    g->number_of[id] = sy_arena_text(g->p->arena, number.ptr, number.len);
    return g->number_of[id] ? SY_OK : sy_fail_nomem(err);
}

static sy_status take_claim(void *ctx, const sy_claim_row *row, sy_err *err)
{
    gatherer *g = ctx;
    const uint32_t account = sy_aliases_account(g->aliases, row->account);
    const char *number = account < g->n_number_of ? g->number_of[account] : NULL;
    const uint32_t node = number ? sy_people_account(g->p, number) : SY_NONE;

    if (node == SY_NONE || row->rank >= g->p->n_sources) return SY_OK; /* nobody's account */
    return add_claim(g,
                     (sy_claim){.node = node,
                                .origin = row->is_own ? SY_CLAIM_STATEMENT : SY_CLAIM_COUNTERPARTY,
                                .name = row->name,
                                .written = row->id_number,
                                .bank = row->bank,
                                .rows = row->rows,
                                .source = &g->p->sources[row->rank],
                                .row = row->row},
                     err);
}

static sy_status claim_of_record(gatherer *g, const sy_record *record, uint32_t node, sy_err *err)
{
    const sy_registry *r = g->p->registry;
    sy_slice written = sy_record_get(r, record, SY_PART_ID_NUMBER);

    if (written.len == 0) written = sy_record_get(r, record, SY_PART_LICENCE);
    g->p->nodes[node].is_named = true;
    return add_claim(g,
                     (sy_claim){.node = node,
                                .origin = SY_CLAIM_FILE,
                                .name = sy_record_get(r, record, SY_PART_NAME),
                                .written = written,
                                .bank = sy_record_get(r, record, SY_PART_BANK),
                                .rows = 1,
                                .source = &g->p->sources[record->source - r->sources],
                                .row = record->row,
                                .record = record},
                     err);
}

static sy_status take_records(gatherer *g, sy_err *err)
{
    sy_people *p = g->p;
    sy_status st = SY_OK;

    for (size_t i = 0; i < p->registry->n_records && st == SY_OK; i++) {
        const sy_record *record = &p->registry->records[i];
        const char *number = "";
        uint32_t node = SY_NONE;
        if (record->kind == SY_OF_PERSONS) {
            node = (uint32_t)p->n_nodes++;
        } else if (is_of_account(record->kind)) {
            st = number_of_record(p, record, &number, err);
            if (st == SY_OK) node = sy_people_account(p, number);
        }
        if (st == SY_OK && node != SY_NONE) st = claim_of_record(g, record, node, err);
    }
    return st;
}

static int by_node(const void *a, const void *b)
{
    const sy_claim *x = a, *y = b;
    if (x->node != y->node) return x->node < y->node ? -1 : 1;
    if (x->origin != y->origin) return x->origin < y->origin ? -1 : 1;
    if (x->source != y->source) {
        const int c = strcmp(x->source->sha256, y->source->sha256);
        if (c) return c;
        if (x->source->sheet != y->source->sheet)
            return x->source->sheet < y->source->sheet ? -1 : 1;
    }
    return (x->row > y->row) - (x->row < y->row);
}

static sy_status make_claims(gatherer *g, sy_err *err)
{
    sy_people *p = g->p;
    sy_status st = sy_facts_accounts(p->ws, take_account_number, g, err);

    if (st == SY_OK) st = sy_joined_aliases(&g->aliases, NULL, p->ws, err);
    if (st == SY_OK) st = sy_facts_claims(p->ws, take_claim, g, err);
    if (st == SY_OK) st = take_records(g, err);
    if (st != SY_OK) return st;
    if (p->n_claims) qsort(p->claims, p->n_claims, sizeof *p->claims, by_node);
    for (uint32_t i = 0; i < p->n_claims; i++) {
        sy_node *x = &p->nodes[p->claims[i].node];
        if (x->n_claims++ == 0) x->first_claim = i;
    }
    return SY_OK;
}

/* ---- all ---- */

static sy_status load_words(sy_people *p, sy_err *err)
{
    char *data = NULL, *names = NULL, *banks = NULL;
    sy_status st = sy_data_folder(&data, err);

    if (st == SY_OK) {
        names = sy_path_join(NULL, data, "dict/names.yaml");
        banks = sy_path_join(NULL, data, "dict/bank-cards.yaml");
        if (!names || !banks) st = sy_fail_nomem(err);
    }
    if (st == SY_OK) st = sy_names_load(&p->names, NULL, names, err);
    if (st == SY_OK) st = sy_banks_load(&p->banks, NULL, banks, err);
    sy_drop(NULL, names);
    sy_drop(NULL, banks);
    sy_drop(NULL, data);
    return st;
}

sy_status sy_people_gather(sy_people *p, sy_case *c, sy_arena *arena, sy_err *err)
{
    gatherer g = {.p = p};

    *p = (sy_people){.arena = arena, .flow = sy_case_flow(c), .ws = sy_case_workspace(c)};
    sy_status st = load_words(p, err);
    if (st == SY_OK) st = sy_facts_source_names(p->ws, &p->sources, &p->n_sources, arena, err);
    if (st == SY_OK) st = sy_registry_load(&p->registry, NULL, p->ws, err);
    if (st == SY_OK) st = make_nodes(&g, err);
    if (st == SY_OK) st = make_claims(&g, err);
    for (uint32_t i = 0; i < p->n_nodes; i++) p->nodes[i].parent = i;
    sy_aliases_free(g.aliases);
    sy_drop(NULL, g.numbers);
    sy_drop(NULL, g.number_of);
    return st;
}

void sy_people_dispose(sy_people *p)
{
    sy_drop(NULL, p->claims);
    sy_registry_free(p->registry);
    sy_names_free(p->names);
    sy_banks_free(p->banks);
}
