/* tables.h - the files of a made-up province: which pools, and a struct for a row of each.
 *
 *     sy_row_vehicles v = {.plate = "浙M00AA1", .owner_id = "...", .since = day};
 *     sy_put_vehicles(stage, &v);
 *
 * Fields are called like the columns of the pool's definition (pools/ID.yaml, _ for -);
 * the file's headings come from there. Of each pool the columns that somebody fills.
 *
 * A field that is 0 or NULL is an empty cell; SY_ZERO is an amount or a count of nothing. */
#ifndef SY_SYNTH_PROVINCE_TABLES_H
#define SY_SYNTH_PROVINCE_TABLES_H

#include <stddef.h>
#include <stdint.h>

#define SY_ZERO INT64_MIN

typedef const char *sy_cell_text; /* lives in the stage, or for ever */
typedef int32_t sy_cell_day;      /* since 1970 */
typedef int64_t sy_cell_fen;
typedef int64_t sy_cell_count;
typedef int64_t sy_cell_second; /* since 1970, wall clock */

#define SY_PROVINCE_POOLS(X)                                                                       \
    X(VEHICLES, vehicles)                                                                          \
    X(PARTIES, parties)                                                                            \
    X(SEALS, seals)                                                                                \
    X(CASES, cases)                                                                                \
    X(QUERIES, queries)                                                                            \
    X(RESTRICTIONS, restrictions)                                                                  \
    X(JUDGMENTS, judgments)                                                                        \
    X(PROPERTY_REPORTS, property_reports)                                                          \
    X(TERMINATED_CASES, terminated_cases)                                                          \
    X(RECEIPTS, receipts)                                                                          \
    X(PAYOUTS, payouts)                                                                            \
    X(CASE_NODES, case_nodes)                                                                      \
    X(APPRAISALS, appraisals)                                                                      \
    X(AUCTIONS, auctions)                                                                          \
    X(BIDS, bids)                                                                                  \
    X(DISPOSALS, disposals)                                                                        \
    X(DISTRIBUTIONS, distributions)                                                                \
    X(PRESERVATIONS, preservations)                                                                \
    X(IMPOUNDS, impounds)                                                                          \
    X(REAL_ESTATE, real_estate)                                                                    \
    X(INSURANCE, insurance)                                                                        \
    X(COMPANIES, companies)                                                                        \
    X(INCOMES, incomes)                                                                            \
    X(KIN, kin)                                                                                    \
    X(SUITS, suits)                                                                                \
    X(COURT_STAFF, court_staff)                                                                    \
    X(PETITIONS, petitions)                                                                        \
    X(KEY_CASES, key_cases)

/* clang-format off */
#define SY_FIELDS_vehicles(X, R)                                                                   \
    X(R, text, plate) X(R, text, vin) X(R, text, make) X(R, text, use) X(R, text, owner)           \
    X(R, text, owner_id) X(R, day, first_registered) X(R, day, since) X(R, text, former)           \
    X(R, text, former_id) X(R, day, until) X(R, day, inspected) X(R, day, inspection_until)        \
    X(R, day, scrap_by) X(R, text, state) X(R, text, mortgaged) X(R, text, acquired)               \
    X(R, fen, price) X(R, day, insured_until)
#define SY_FIELDS_parties(X, R)                                                                    \
    X(R, text, case_number) X(R, text, court) X(R, text, role) X(R, text, party)                   \
    X(R, text, party_id) X(R, text, kind) X(R, day, died) X(R, day, dissolved)                     \
    X(R, text, vulnerable) X(R, text, agent) X(R, text, firm) X(R, text, phone)
#define SY_FIELDS_seals(X, R)                                                                      \
    X(R, text, case_number) X(R, text, court) X(R, text, measure) X(R, text, kind)                 \
    X(R, text, property_kind) X(R, text, property_number) X(R, text, plate) X(R, text, vin)        \
    X(R, text, property) X(R, text, owner) X(R, text, owner_id) X(R, day, start) X(R, day, end)    \
    X(R, day, applied) X(R, day, told) X(R, day, lifted) X(R, day, disposed) X(R, text, document)  \
    X(R, text, confirmed) X(R, fen, value) X(R, fen, limit) X(R, fen, mortgage)                    \
    X(R, text, indivisible) X(R, text, nature) X(R, fen, kept) X(R, day, as_of)
#define SY_FIELDS_cases(X, R)                                                                      \
    X(R, text, case_number) X(R, text, court) X(R, text, title) X(R, text, cause)                  \
    X(R, text, previous) X(R, day, applied) X(R, day, filed) X(R, text, creditors)                 \
    X(R, text, creditor_ids) X(R, text, debtors) X(R, text, debtor_ids) X(R, fen, claim)           \
    X(R, fen, paid) X(R, text, obligation) X(R, day, notified) X(R, day, report_ordered)           \
    X(R, day, reported) X(R, day, report_checked) X(R, day, restricted) X(R, day, queried)         \
    X(R, count, suspended_days) X(R, day, extended_until) X(R, day, closed) X(R, text, closing)    \
    X(R, text, closing_reason) X(R, day, collegial) X(R, day, approved) X(R, day, creditor_told)   \
    X(R, text, creditor_signed) X(R, day, served) X(R, day, listed) X(R, day, resumed)             \
    X(R, day, resume_applied) X(R, day, satisfied) X(R, text, judge)
#define SY_FIELDS_queries(X, R)                                                                    \
    X(R, text, case_number) X(R, text, court) X(R, text, person) X(R, text, person_id)             \
    X(R, text, category) X(R, day, sent) X(R, day, answered) X(R, text, found) X(R, fen, value)    \
    X(R, day, told)
#define SY_FIELDS_restrictions(X, R)                                                               \
    X(R, text, case_number) X(R, text, court) X(R, text, person) X(R, text, person_id)             \
    X(R, text, kind) X(R, day, made) X(R, day, served) X(R, text, ground) X(R, day, term_end)      \
    X(R, day, lifted)
#define SY_FIELDS_judgments(X, R)                                                                  \
    X(R, text, title) X(R, text, court) X(R, text, kind) X(R, text, cause) X(R, day, made)         \
    X(R, day, effective) X(R, day, due) X(R, text, plaintiffs) X(R, text, plaintiff_ids)           \
    X(R, text, defendants) X(R, text, defendant_ids) X(R, fen, amount)
#define SY_FIELDS_property_reports(X, R)                                                           \
    X(R, text, case_number) X(R, text, court) X(R, text, debtor) X(R, text, debtor_id)             \
    X(R, day, ordered) X(R, day, reported) X(R, text, kind) X(R, text, content) X(R, fen, amount)  \
    X(R, day, fined) X(R, day, detained)
#define SY_FIELDS_terminated_cases(X, R)                                                           \
    X(R, text, case_number) X(R, text, court) X(R, text, debtor) X(R, text, debtor_id)             \
    X(R, day, filed) X(R, day, terminated) X(R, fen, claim) X(R, fen, paid) X(R, fen, unpaid)      \
    X(R, day, resumed)
#define SY_FIELDS_receipts(X, R)                                                                   \
    X(R, text, receipt_number) X(R, text, case_number) X(R, text, court) X(R, day, received)       \
    X(R, day, notified) X(R, fen, amount) X(R, text, payer) X(R, text, deferral)                   \
    X(R, day, deferred_until) X(R, day, as_of)
#define SY_FIELDS_payouts(X, R)                                                                    \
    X(R, text, payout_number) X(R, text, receipt_number) X(R, text, case_number) X(R, day, paid)   \
    X(R, fen, amount) X(R, text, use) X(R, text, payee) X(R, text, payee_id)                       \
    X(R, text, authority)
#define SY_FIELDS_case_nodes(X, R)                                                                 \
    X(R, text, case_number) X(R, text, court) X(R, text, node) X(R, count, seq) X(R, day, date)    \
    X(R, text, actor) X(R, fen, amount) X(R, text, asset) X(R, text, document)                     \
    X(R, text, related_case) X(R, text, result)
#define SY_FIELDS_appraisals(X, R)                                                                 \
    X(R, text, case_number) X(R, text, court) X(R, text, property_number) X(R, text, plate)        \
    X(R, text, property) X(R, text, way) X(R, day, started) X(R, day, fixed) X(R, fen, price)      \
    X(R, day, valid_until) X(R, day, received) X(R, day, sent) X(R, day, objected)                 \
    X(R, text, appraiser)
#define SY_FIELDS_auctions(X, R)                                                                   \
    X(R, text, lot) X(R, text, case_number) X(R, text, basis) X(R, text, creditors)                \
    X(R, text, reference_way) X(R, text, stay) X(R, text, waived) X(R, text, consent)              \
    X(R, text, undeliverable) X(R, day, unreachable) X(R, text, priority_creditor)                 \
    X(R, text, court) X(R, text, title) X(R, text, kind) X(R, text, property_number)               \
    X(R, text, plate) X(R, text, owner) X(R, text, owner_id) X(R, text, round)                     \
    X(R, fen, reference) X(R, day, reference_until) X(R, fen, start_price) X(R, fen, deposit)      \
    X(R, fen, step) X(R, day, notice) X(R, second, start) X(R, second, end) X(R, text, state)      \
    X(R, fen, price) X(R, text, buyer) X(R, text, buyer_id) X(R, count, bidders)                   \
    X(R, count, bids) X(R, count, viewers) X(R, day, notified) X(R, text, preemptors)              \
    X(R, text, tax) X(R, text, possession) X(R, text, disclosed) X(R, day, panel)                  \
    X(R, fen, priority) X(R, fen, costs) X(R, day, creditor_asked) X(R, day, creditor_told)        \
    X(R, day, paid) X(R, day, ruled) X(R, day, served) X(R, day, delivered)
#define SY_FIELDS_bids(X, R)                                                                       \
    X(R, text, lot) X(R, text, round) X(R, text, bidder) X(R, text, bidder_id) X(R, text, phone)   \
    X(R, text, ip) X(R, text, device) X(R, text, payer) X(R, text, payer_account)                  \
    X(R, fen, deposit) X(R, second, at) X(R, fen, price) X(R, text, result) X(R, day, defaulted)
#define SY_FIELDS_disposals(X, R)                                                                  \
    X(R, text, case_number) X(R, text, court) X(R, text, property_number) X(R, text, plate)        \
    X(R, text, property) X(R, text, way) X(R, text, lot) X(R, fen, price) X(R, day, paid)          \
    X(R, day, ruled) X(R, day, served) X(R, day, delivered) X(R, text, recipient)                  \
    X(R, text, recipient_id)
#define SY_FIELDS_distributions(X, R)                                                              \
    X(R, text, case_number) X(R, text, court) X(R, text, plan) X(R, day, date) X(R, text, lot)     \
    X(R, day, sold) X(R, fen, proceeds) X(R, text, order) X(R, text, debtor)                       \
    X(R, text, debtor_id) X(R, text, creditor) X(R, text, creditor_id) X(R, text, title)           \
    X(R, text, creditor_case) X(R, fen, claim) X(R, text, priority) X(R, day, sealed)              \
    X(R, day, seal_end) X(R, fen, amount) X(R, text, consent)
#define SY_FIELDS_preservations(X, R)                                                              \
    X(R, text, case_number) X(R, text, court) X(R, text, suit) X(R, text, applicant)               \
    X(R, text, applicant_id) X(R, text, respondent) X(R, text, respondent_id)                      \
    X(R, text, property_number) X(R, text, property) X(R, fen, amount) X(R, day, start)            \
    X(R, day, end) X(R, day, told) X(R, text, title) X(R, day, effective)                          \
    X(R, text, enforcement_case) X(R, day, enforced) X(R, day, released) X(R, day, dismissed)      \
    X(R, day, release_applied)
#define SY_FIELDS_impounds(X, R)                                                                   \
    X(R, text, case_number) X(R, text, court) X(R, text, property_number) X(R, text, plate)        \
    X(R, text, vin) X(R, text, property) X(R, text, owner) X(R, text, owner_id)                    \
    X(R, day, impounded) X(R, text, keeper) X(R, day, returned) X(R, text, stay)
#define SY_FIELDS_real_estate(X, R)                                                                \
    X(R, text, unit) X(R, text, certificate) X(R, text, contract) X(R, text, location)             \
    X(R, text, owner) X(R, text, owner_id) X(R, text, shares) X(R, text, right) X(R, text, use)    \
    X(R, text, area) X(R, text, kind) X(R, text, reason) X(R, day, since) X(R, fen, price) X(R, text, former)         \
    X(R, text, former_id) X(R, text, next) X(R, text, next_id) X(R, day, until) X(R, text, state)  \
    X(R, text, mortgagee) X(R, fen, mortgage)
#define SY_FIELDS_insurance(X, R)                                                                  \
    X(R, text, policy) X(R, text, company) X(R, text, product) X(R, text, owner)                   \
    X(R, text, owner_id) X(R, text, insured) X(R, day, since) X(R, day, until)   \
    X(R, text, pays) X(R, fen, premium) X(R, fen, premiums) X(R, fen, cash_value) X(R, fen, loan)  \
    X(R, text, state) X(R, text, next) X(R, text, next_id) X(R, text, former)                      \
    X(R, text, former_id)
#define SY_FIELDS_companies(X, R)                                                                  \
    X(R, text, credit_code) X(R, text, company) X(R, text, legal) X(R, text, legal_id)             \
    X(R, text, kind) X(R, fen, capital) X(R, day, registered) X(R, text, address)                  \
    X(R, text, phone) X(R, text, owner) X(R, text, owner_id) X(R, fen, subscribed)                 \
    X(R, fen, paid) X(R, text, share) X(R, day, since) X(R, day, until) X(R, text, next)           \
    X(R, text, next_id) X(R, text, former) X(R, text, former_id) X(R, text, officers)              \
    X(R, text, state)
#define SY_FIELDS_incomes(X, R)                                                                    \
    X(R, text, person) X(R, text, person_id) X(R, text, kind) X(R, text, unit) X(R, day, from)     \
    X(R, day, until) X(R, fen, monthly) X(R, fen, balance) X(R, fen, paid_once)
#define SY_FIELDS_kin(X, R)                                                                        \
    X(R, text, person) X(R, text, person_id) X(R, text, relative) X(R, text, relative_id)          \
    X(R, text, relation) X(R, day, since) X(R, day, until)
#define SY_FIELDS_suits(X, R)                                                                      \
    X(R, text, case_number) X(R, text, court) X(R, text, cause) X(R, text, plaintiffs)             \
    X(R, text, plaintiff_ids) X(R, text, defendants) X(R, text, defendant_ids)                     \
    X(R, text, plaintiff_agents) X(R, text, defendant_agents) X(R, fen, amount) X(R, day, lent)    \
    X(R, text, lender_account) X(R, text, borrower_account) X(R, day, filed) X(R, day, closed)     \
    X(R, text, outcome) X(R, fen, award) X(R, text, contested) X(R, text, priority)                \
    X(R, text, assignor) X(R, text, assignor_id) X(R, day, assigned) X(R, text, in_kind)           \
    X(R, fen, in_kind_value) X(R, text, enforcement_case) X(R, day, enforced) X(R, text, judge)
#define SY_FIELDS_court_staff(X, R)                                                                \
    X(R, text, person) X(R, text, person_id) X(R, text, unit) X(R, text, post) X(R, day, since)    \
    X(R, day, until)
#define SY_FIELDS_petitions(X, R)                                                                  \
    X(R, text, petition) X(R, day, received) X(R, text, channel) X(R, text, petitioner)            \
    X(R, text, petitioner_id) X(R, text, standing) X(R, text, case_number) X(R, text, court)       \
    X(R, text, demand) X(R, text, summary) X(R, text, remedies) X(R, text, accepted)               \
    X(R, day, answered)
#define SY_FIELDS_key_cases(X, R)                                                                  \
    X(R, text, case_number) X(R, text, court) X(R, text, document) X(R, text, issuer)              \
    X(R, day, issued) X(R, text, reason) X(R, day, due)
/* clang-format on */

#define SY_POOL_NUMBER(NAME, name) SY_OF_##NAME,
/* The pools by number. */
typedef enum sy_province_pool {
    SY_PROVINCE_POOLS(SY_POOL_NUMBER) SY_PROVINCE_POOL_COUNT
} sy_province_pool;

#define SY_FIELD(row, kind, name) sy_cell_##kind name;
#define SY_ROW_STRUCT(NAME, name)                                                                  \
    typedef struct sy_row_##name {                                                                 \
        SY_FIELDS_##name(SY_FIELD, name)                                                           \
    } sy_row_##name;
SY_PROVINCE_POOLS(SY_ROW_STRUCT)

/* ---- what the writer knows of a row ---- */

typedef enum sy_cell_kind {
    SY_CELL_text,
    SY_CELL_day,
    SY_CELL_fen,
    SY_CELL_count,
    SY_CELL_second
} sy_cell_kind;

typedef struct sy_province_field {
    const char *name; /* with _ */
    sy_cell_kind kind;
    size_t offset; /* in the row */
} sy_province_field;

typedef struct sy_province_table {
    const char *name; /* with _: of the pool */
    const sy_province_field *fields;
    size_t n;
} sy_province_table;

extern const sy_province_table sy_province_tables[SY_PROVINCE_POOL_COUNT];

#endif
