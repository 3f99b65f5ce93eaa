/* entry_json.c - one row of a statement as JSON. */
#include "cli/entries.h"
#include "cli/reply.h"

/* A row of a plain list stands for both sides: as its payer wrote it. */
bool sy_entry_is_payees(const sy_evidence *e, const char *number)
{
    return (e->flags & SY_ENTRY_TRANSFER) &&
           sy_slice_is(e->text[SY_OTHER_NUMBER], sy_slice_of(number));
}

/* seen: the wallet's row of the same payment, which names the payee; NULL. */
void sy_entry_json(sy_json *j, const sy_evidence *e, const sy_evidence *seen, const char *number,
                   bool uncounted)
{
    const bool turned = sy_entry_is_payees(e, number);
    const sy_precision precision = e->flags & SY_ENTRY_DATE_ONLY ? SY_DATE : SY_SECOND;

    sy_json_object(j);
    sy_reply_string(j, "id", e->id);
    sy_reply_string(j, "account", number);
    sy_reply_string(j, "file", e->source->path);
    sy_reply_string(j, "sheet", e->source->sheet_name[0] ? e->source->sheet_name : NULL);
    sy_reply_int(j, "row", e->row);
    sy_reply_time(j, "time", e->at, precision);
    sy_reply_minor(j, "amount", turned ? -e->amount : e->amount);
    sy_json_key(j, "balance");
    if (e->flags & SY_ENTRY_HAS_BALANCE)
        sy_json_minor(j, e->balance);
    else
        sy_json_null(j);
    sy_reply_bool(j, "failed", e->flags & SY_ENTRY_FAILED);
    if (uncounted) sy_reply_bool(j, "aside", e->flags & SY_ENTRY_ASIDE);
    sy_reply_slice(j, "holder", e->text[turned ? SY_OTHER_NAME : SY_HOLDER]);
    sy_reply_slice(j, "other_account", turned ? e->text[SY_OWN_ACCOUNT] : e->text[SY_OTHER_NUMBER]);
    sy_reply_slice(j, "other_name", turned ? e->text[SY_HOLDER] : e->text[SY_OTHER_NAME]);
    sy_reply_slice(j, "other_bank", e->text[turned ? SY_OWN_BANK : SY_OTHER_BANK]);
    sy_reply_slice(j, "summary", e->text[SY_SUMMARY]);
    sy_reply_slice(j, "note", e->text[SY_NOTE]);
    sy_reply_slice(j, "merchant", e->text[SY_MERCHANT]);
    sy_reply_slice(j, "serial", e->serial);
    if (seen) {
        sy_json_key(j, "paid_through_wallet");
        sy_json_object(j);
        sy_reply_string(j, "id", seen->id);
        sy_reply_slice(j, "other_account", seen->text[SY_OTHER_NUMBER]);
        sy_reply_slice(j, "other_name", seen->text[SY_OTHER_NAME]);
        sy_reply_slice(j, "merchant", seen->text[SY_MERCHANT]);
        sy_json_end(j);
    }
    sy_json_end(j);
}
