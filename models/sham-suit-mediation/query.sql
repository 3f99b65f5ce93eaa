-- 一案一条：快、无争议，并且双方有关联或者马上申请执行。
WITH quick AS (
    SELECT *, case_number_norm AS number,
           date_diff('day', filed, closed) AS days, date_diff('day', closed, enforced) AS enforced_after
    FROM suits
    WHERE filed IS NOT NULL AND closed IS NOT NULL AND closed >= filed AND date_diff('day', filed, closed) <= $days
      AND (contains(outcome, '调解') OR contains(outcome, '司法确认'))
      AND (contested IS NULL OR contains(contested, '无') OR contains(contested, '认') OR contains(contested, '放弃')
           OR contains(contested, '缺席'))
      AND NOT coalesce(contains(cause, '婚') OR contains(cause, '抚养') OR contains(cause, '赡养') OR contains(cause, '扶养')
                       OR contains(cause, '继承') OR contains(cause, '分家') OR contains(cause, '收养'), false)
),
sides AS (
    SELECT number, p, coalesce(norm_id(unnest(string_split(coalesce(defendant_ids, defendants), '、'))),
                               unnest(string_split(coalesce(defendant_ids, defendants), '、'))) AS d
    FROM (SELECT *, coalesce(norm_id(unnest(string_split(coalesce(plaintiff_ids, plaintiffs), '、'))),
                             unnest(string_split(coalesce(plaintiff_ids, plaintiffs), '、'))) AS p FROM quick)
),
-- 收成一个列表，数据库才知道他们很少。
people AS (SELECT unnest(list(DISTINCT id)) AS id FROM (SELECT p AS id FROM sides UNION ALL SELECT d FROM sides)),
-- 亲属：哪一方登记都算。
ties AS (
    SELECT person_id_norm AS a, relative_id_norm AS b, relation AS tie, place FROM kin
    WHERE person_id_norm IN (SELECT id FROM people WHERE id IS NOT NULL) AND relative_id_norm IN (SELECT id FROM people WHERE id IS NOT NULL)
),
-- 企业与它的股东、法定代表人；同一家企业的两名股东。
members AS (
    SELECT coalesce(credit_code_norm, company) AS company_key, company, coalesce(owner_id_norm, owner) AS member, '股东' AS seat, place
    FROM companies WHERE coalesce(owner_id_norm, owner) IN (SELECT id FROM people WHERE id IS NOT NULL)
    UNION
    SELECT coalesce(credit_code_norm, company), company, coalesce(legal_id_norm, legal), '法定代表人', place
    FROM companies WHERE coalesce(legal_id_norm, legal) IN (SELECT id FROM people WHERE id IS NOT NULL)
),
company_ties AS (
    SELECT company_key AS a, member AS b, '企业与其' || seat AS tie, place FROM members
    WHERE company_key IN (SELECT id FROM people) OR company IN (SELECT id FROM people)
    UNION ALL
    SELECT company AS a, member AS b, '企业与其' || seat, place FROM members WHERE company IN (SELECT id FROM people WHERE id IS NOT NULL)
    UNION ALL
    SELECT x.member, y.member, '同为' || x.company || '的' || x.seat || '、' || y.seat, x.place
    FROM members x JOIN members y ON y.company_key = x.company_key AND y.member <> x.member
),
all_ties AS (
    SELECT a, b, tie, place FROM ties UNION SELECT b, a, tie, place FROM ties
    UNION SELECT a, b, tie, place FROM company_ties UNION SELECT b, a, tie, place FROM company_ties
),
related AS (
    SELECT s.number, string_agg(DISTINCT t.tie, '、' ORDER BY t.tie) AS tie, min(t.place) AS tie_place
    FROM sides s JOIN all_ties t ON t.a = s.p AND t.b = s.d GROUP BY s.number
)
SELECT q.number AS key, CASE WHEN r.number IS NOT NULL THEN 'related-quick' ELSE 'quick-enforced' END AS rule,
       q.number AS case_number, coalesce(q.court, case_court(q.case_number)) AS court, [q.plaintiffs, q.defendants] AS parties,
       coalesce(q.award, q.amount) AS amount, q.closed AS act_date,
       CASE WHEN r.number IS NOT NULL THEN 20000000000000 ELSE 0 END
           + CASE WHEN q.enforced_after <= $enforced_days THEN 10000000000000 ELSE 0 END
           + least(coalesce(q.award, q.amount, 0), 9999999999999) AS rank,
       [CASE WHEN q.contested IS NULL THEN 'contested' END, CASE WHEN r.number IS NULL THEN 'related' END,
        CASE WHEN r.number IS NULL THEN 'company' END] AS missing,
       ['others-hurt', 'real', 'ordinary'] AS questions,
       [fact('案由', q.cause, q.place), fact('对方', q.defendants, q.place), fact('立案日期', q.filed, q.place), fact('结案日期', q.closed, q.place),
        fact('天数', q.days, q.place), fact('结案方式', q.outcome, q.place), fact('答辩情况', q.contested, q.place),
        fact('关联', r.tie, r.tie_place), fact('申请执行', q.enforced, q.place), fact('执行间隔', q.enforced_after, q.place),
        fact('执行案号', q.enforcement_case, q.place)] AS facts
FROM quick q LEFT JOIN related r ON r.number = q.number
WHERE r.number IS NOT NULL OR (q.enforced_after BETWEEN 0 AND $enforced_days)
