/* case_sheet.c - labels and headings are those of the reader's own tables, so what is written
 * here is read there. Relations are offered in Chinese in every language: the reader knows
 * them so. */
#include "report/case_sheet.h"

#include "base/lang.h"
#include "intake/case_form.h"
#include "report/form_sheet.h"

enum { RELATIONS = SY_RELATIONS - SY_RELATION_DEBTOR };

static sy_form_kind kind_of(sy_case_kind kind)
{
    return kind == SY_CASE_DATE   ? SY_FORM_DATE
           : kind == SY_CASE_YUAN ? SY_FORM_MONEY
                                  : SY_FORM_TEXT;
}

static void fill_fields(sy_form_field fields[SY_CASE_FIELDS])
{
    for (size_t i = 0; i < SY_CASE_FIELDS; i++) {
        const sy_case_field *f = &sy_case_fields[i];
        /* Money is typed as text too (186万元), so the spreadsheet does not judge it. */
        fields[i] =
            (sy_form_field){.label = f->label,
                            .help = f->help                   ? _(f->help)
                                    : f->kind == SY_CASE_DATE ? _("a date like 2023-05-01")
                                                              : "",
                            .kind = f->kind == SY_CASE_YUAN ? SY_FORM_TEXT : kind_of(f->kind)};
    }
}

static void fill_relations(const char *relations[RELATIONS])
{
    const sy_lang lang = sy_lang_get();

    sy_lang_set(SY_LANG_ZH);
    for (int i = 0; i < RELATIONS; i++) {
        relations[i] = sy_relation_label((sy_relation)(SY_RELATION_DEBTOR + i));
    }
    sy_lang_set(lang);
}

sy_status sy_case_sheet_write(const char *path, sy_err *err)
{
    static const unsigned widths[SY_PERSON_FIELDS] = {18, 20, 24, 18, 30, 40};
    sy_form_field fields[SY_CASE_FIELDS];
    const char *relations[RELATIONS];
    const sy_form_column facts[] = {{.heading = "项目", .width = 24},
                                    {.heading = "内容", .width = 30},
                                    {.heading = "说明", .width = 60}};
    sy_form_column people[SY_PERSON_FIELDS];

    fill_fields(fields);
    fill_relations(relations);
    for (size_t i = 0; i < SY_PERSON_FIELDS; i++) {
        const sy_person_field *f = &sy_person_fields[i];
        people[i] = (sy_form_column){.heading = f->heading,
                                     .help = f->help ? _(f->help) : "",
                                     .width = widths[i],
                                     .is_required = i < 2};
    }
    people[0].kind = SY_FORM_CHOICE;
    people[0].choices = relations;
    people[0].n_choices = RELATIONS;
    const sy_form_sheet sheets[] = {
        {.name = "案件",
         .title = _("the case: fill in the second column; a blank cell changes nothing, a dash (-) "
                    "takes a fact back"),
         .columns = facts,
         .n_columns = 3,
         .fields = fields,
         .n_fields = SY_CASE_FIELDS},
        {.name = "人员",
         .title =
             _("people of the case: further debtors, relatives, companies, the creditor; a row "
               "each, from row 3 on"),
         .columns = people,
         .n_columns = SY_PERSON_FIELDS},
    };
    return sy_form_write(path, sheets, 2, err);
}
