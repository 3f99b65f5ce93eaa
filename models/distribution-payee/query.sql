-- 发放与案件按收款编号对应；号码归一后、姓名逐字都不同的，才算别人。
-- 先找出收款人不是申请执行人的发放（很少），再看细节；收成一个列表：数据库才知道它们很少。
WITH few AS (
    SELECT unnest(list(DISTINCT p.place)) AS place, unnest(list(DISTINCT p.receipt_number)) AS receipt_number
    FROM payouts p LEFT JOIN receipts r ON r.receipt_number = p.receipt_number
    JOIN cases c ON c.case_number_norm = coalesce(r.case_number_norm, p.case_number_norm)
    WHERE p.amount > 0 AND p.payee IS NOT NULL AND coalesce(says_no(authority), true)
      AND NOT coalesce(contains(p.use, '费') OR contains(p.use, '退'), false)
      AND c.creditors IS NOT NULL AND NOT list_contains(string_split(c.creditors, '、'), p.payee)
      AND NOT coalesce(list_contains(string_split(c.creditor_ids, '、'), p.payee_id), false)
),
numbered AS (
    SELECT p.*, coalesce(r.case_number, p.case_number_norm) AS number, r.court
    FROM payouts p LEFT JOIN (SELECT receipt_number, min(case_number_norm) AS case_number, max(court) AS court FROM receipts
                               WHERE receipt_number IN (SELECT receipt_number FROM few WHERE receipt_number IS NOT NULL) GROUP BY receipt_number) r
      ON r.receipt_number = p.receipt_number
    WHERE p.place IN (SELECT place FROM few WHERE place IS NOT NULL)
),
other AS (
    SELECT n.*, c.creditors, c.creditor_ids, c.debtors, c.debtor_ids, c.place AS case_place
    FROM numbered n JOIN cases c ON c.case_number_norm = n.number
    WHERE c.creditors IS NOT NULL AND NOT list_contains(string_split(c.creditors, '、'), n.payee)
      AND NOT coalesce(list_contains(string_split(c.creditor_ids, '、'), n.payee_id), false)
    QUALIFY row_number() OVER (PARTITION BY n.place ORDER BY c.place) = 1
),
same AS (
    SELECT o.place FROM (SELECT place, payee_id_norm AS id, norm_id(unnest(string_split(creditor_ids, '、'))) AS creditor FROM other) o
    WHERE o.id = o.creditor
    UNION
    SELECT o.place FROM other o JOIN distributions d ON d.case_number_norm = o.number
    WHERE d.creditor = o.payee OR norm_id(d.creditor_id) = norm_id(o.payee_id)
)
SELECT concat_ws(' ', payout_number, receipt_number, coalesce(payee_id, payee)) AS key, CASE WHEN authority IS NULL THEN 'other-payee' ELSE 'no-authority' END AS rule,
       number AS case_number, coalesce(court, case_court(number)) AS court, [payee, creditors] AS parties,
       amount, paid AS act_date, amount AS rank,
       ['successor', CASE WHEN payee_id IS NULL THEN 'payee' END, CASE WHEN authority IS NULL THEN 'authority' END] AS missing,
       ['agent', 'successor', 'request'] AS questions,
       [fact('发放编号', payout_number, place), fact('发放日期', paid, place), fact('用途', use, place), fact('收款人', payee, place),
        fact('收款人证件号码', payee_id, place), fact('申请执行人', creditors, case_place), fact('代领授权', authority, place),
        fact('收款人是否被执行人', CASE WHEN list_contains(string_split(debtors, '、'), payee) THEN '是' END, case_place)] AS facts
FROM other
WHERE place NOT IN (SELECT place FROM same)
