-- 一张保单一条：投保人是终本案件的被执行人。
-- 每件终本案件的每名被执行人（清单一行可能有几名，、分隔）；已恢复执行的除外。先只看号码。
WITH named AS (
    SELECT debtor_id_norm AS id FROM terminated_cases WHERE resumed IS NULL AND terminated IS NOT NULL AND debtor_id_norm IS NOT NULL
    UNION ALL
    SELECT unnest(string_split(debtor_id_norms, '、')) FROM terminated_cases
    WHERE resumed IS NULL AND terminated IS NOT NULL AND debtor_id_norms IS NOT NULL
),
-- 其中投了保的：收成一个列表，数据库才知道他们很少。
few AS (
    SELECT unnest(list(DISTINCT owner_id_norm)) AS id FROM insurance
    WHERE owner_id_norm IN (SELECT id FROM named WHERE id IS NOT NULL)
),
-- 他们的终本案件，每名被执行人一行；同一件写了两次的算一次，后来装入的代替先前的。
closed AS (
    SELECT * FROM (
        SELECT norm_id(unnest(string_split(debtor_id, '、'))) AS id,
               unnest(CASE WHEN len(string_split(debtor, '、')) = len(string_split(debtor_id, '、'))
                           THEN string_split(debtor, '、') END) AS debtor,
               case_number_norm AS number,
               coalesce(court, case_court(case_number)) AS court, terminated,
               coalesce(unpaid, claim - coalesce(paid, 0)) AS unpaid, place, loaded
        FROM (SELECT * FROM terminated_cases WHERE debtor_id_norm IN (SELECT id FROM few WHERE id IS NOT NULL)
              UNION ALL SELECT * FROM terminated_cases WHERE debtor_id_norms IS NOT NULL)
        WHERE resumed IS NULL)
    WHERE id IN (SELECT id FROM few WHERE id IS NOT NULL)
    QUALIFY row_number() OVER (PARTITION BY id, number ORDER BY loaded DESC, place DESC) = 1
),
-- 执行案件（有的话）记有恢复执行、履行完毕的，也除外。
unresolved AS (
    SELECT * FROM closed
    WHERE terminated IS NOT NULL
      AND number NOT IN (SELECT case_number_norm FROM cases
                         WHERE case_number_norm IN (SELECT number FROM closed WHERE number IS NOT NULL)
                           AND (resumed IS NOT NULL OR satisfied IS NOT NULL) AND case_number IS NOT NULL)
),
hits AS (
    SELECT owner_id_norm AS id, *, coalesce(cash_value, account_value) - coalesce(loan, 0) AS net
    FROM insurance
    WHERE owner_id_norm IN (SELECT id FROM unresolved WHERE id IS NOT NULL)
      AND NOT coalesce(contains(state, '退保') OR contains(state, '失效') OR contains(state, '终止') OR contains(state, '满期')
                       OR contains(state, '注销') OR contains(state, '解除') OR contains(state, '变更投保人'), false)
      AND NOT coalesce("until" < $today, false) AND NOT coalesce(next_id_norm <> owner_id_norm, false)
),
-- 每名被执行人一行；案号写其中最后终本的一件。
debtors AS (
    SELECT c.id, max(c.terminated) AS terminated, last(c.number ORDER BY c.terminated, c.number) AS number,
           last(c.court ORDER BY c.terminated, c.number) AS court, last(c.place ORDER BY c.terminated, c.number) AS case_place,
           max(c.debtor) AS debtor, sum(greatest(c.unpaid, 0)) AS unpaid,
           list(fact('终本案件', concat_ws('，', c.number, c.court, '终本 ' || c.terminated,
                                           '未履行 ' || yuan(c.unpaid) || ' 元'), c.place)
                ORDER BY c.terminated, c.number) AS cases
    FROM unresolved c WHERE c.id IN (SELECT id FROM hits WHERE id IS NOT NULL) GROUP BY c.id
),
marked AS (
    SELECT case_number_norm AS number, property_number, "start", "end", lifted, concat(kind, measure) AS words FROM seals
    WHERE property_number IN (SELECT policy FROM hits WHERE policy IS NOT NULL)
),
-- 解封另有一行的（查封类型或者措施写着“解”）：同一案件、同一财产，自解封之日起解除；解除轮候的不算。
releases AS (
    SELECT number, property_number, coalesce(lifted, "start") AS released FROM marked
    WHERE contains(words, '解') AND NOT contains(words, '轮候')
),
frozen AS (
    SELECT property_number FROM marked m
    WHERE NOT contains(words, '解') AND lifted IS NULL AND NOT coalesce("end" < $today, false)
      AND NOT EXISTS (SELECT 1 FROM releases r WHERE r.number = m.number AND r.property_number = m.property_number
                      AND r.released <= $today AND coalesce(r.released >= m."start", true))
),
judged AS (
    SELECT h.*, d.* EXCLUDE (id), CASE WHEN net IS NULL THEN 'unvalued' ELSE 'cash-value' END AS rule
    FROM hits h JOIN debtors d ON d.id = h.id
    WHERE coalesce(net, premiums, premium) >= $least_value * 100::BIGINT
      AND policy NOT IN (SELECT property_number FROM frozen)
    QUALIFY row_number() OVER (PARTITION BY h.policy, h.company, h.id ORDER BY h.loaded DESC, h.place DESC) = 1
)
SELECT concat_ws(' ', policy, company, id) AS key, rule, number AS case_number, court, [debtor, owner] AS parties,
       CASE WHEN unpaid > 0 THEN unpaid END AS amount, coalesce(as_of, $today) AS act_date,
       (rule = 'cash-value')::INTEGER * 10000000000000 + least(coalesce(net, premiums, premium, 0), 9999999999999) AS rank,
       [CASE WHEN state IS NULL THEN 'state' END, CASE WHEN rule = 'cash-value' AND loan IS NULL THEN 'loan' END] AS missing,
       ['kind', 'redeem', 'premium-by', 'value-now', 'other-court', 'reported', CASE WHEN coalesce(unpaid, 0) = 0 THEN 'plain' END] AS questions,
       [fact('保单号', policy, place), fact('保险公司', company, place), fact('险种名称', product, place), fact('投保人', owner, place),
        fact('被保险人', insured, place), fact('受益人', beneficiary, place), fact('生效日期', coalesce(since, signed), place), fact('缴费方式', pays, place),
        fact('累计保费', yuan(coalesce(premiums, premium)), place), fact('现金价值', yuan(coalesce(cash_value, account_value)), place),
        fact('保单贷款', yuan(loan), place), fact('净值', yuan(net), place), fact('保单状态', state, place),
        fact('终本日期', terminated, case_place), fact('数据日期', as_of, place)] || cases AS facts
FROM judged
