-- 终本案件的每名被执行人，终本之前的查控合在一起看；没有日期的查控当作终本前的。
WITH ended AS (
    SELECT case_number_norm AS number, closed FROM cases
    WHERE closed <= $today AND (contains(closing, '终结本次') OR contains(closing, '终本'))
      AND previous IS NULL AND coalesce(case_kind(case_number), '执') = '执'
),
-- 查到哪几类财产：存款 1、车辆等 2、不动产 4、有价证券 8。
asked AS NOT MATERIALIZED (
    SELECT case_number_norm AS number, person_id_norm AS id, person, coalesce(sent, answered) AS day,
           CASE WHEN contains(category, '全部') OR contains(category, '总对总') OR contains(category, '综合') THEN 15
                WHEN category IS NOT NULL
                THEN CASE WHEN contains(category, '存款') OR contains(category, '银行') OR contains(category, '账户') OR contains(category, '资金')
                          THEN 1 ELSE 0 END
                     | CASE WHEN contains(category, '车') OR contains(category, '船') OR contains(category, '交通') THEN 2 ELSE 0 END
                     | CASE WHEN contains(category, '不动产') OR contains(category, '土地')
                                 OR contains(category, '房') AND NOT contains(category, '公积金') THEN 4 ELSE 0 END
                     | CASE WHEN contains(category, '证券') OR contains(category, '股票') OR contains(category, '债券') OR contains(category, '基金')
                            THEN 8 ELSE 0 END END AS kinds
    FROM queries
),
-- 先只凭号码找出没有查全、没有及时查的案件，再看这些案件的全部情况。一行几个号码的，都再看。
named AS (
    SELECT p.number, p.id, p.place, c.closed
    FROM (SELECT case_number_norm AS number, party_id_norm AS id, place FROM parties WHERE contains(role, '被执行')) p
         JOIN ended c ON c.number = p.number
),
checked AS (
    SELECT d.place FROM named d JOIN asked q ON q.number = d.number AND q.id = d.id AND coalesce(q.day <= d.closed, true)
    GROUP BY d.place
    HAVING bit_or(q.kinds) = 15 AND (date_diff('day', max(q.day), max(d.closed)) <= $days OR bool_or(q.day IS NULL))
),
-- 收成一个列表：数据库才知道它们很少。
suspects AS (SELECT unnest(list(DISTINCT number)) AS number FROM named d ANTI JOIN checked c ON c.place = d.place),
closed AS (
    SELECT case_number_norm AS number, case_court(case_number) AS court_code,
           coalesce(court, case_court(case_number)) AS court, cause, closed, creditors,
           greatest(claim - coalesce(paid, 0), 0) AS unpaid, queried, place
    FROM cases
    WHERE closed <= $today AND (contains(closing, '终结本次') OR contains(closing, '终本'))
      AND previous IS NULL AND coalesce(case_kind(case_number), '执') = '执'
      AND case_number_norm IN (SELECT number FROM suspects WHERE number IS NOT NULL)
),
-- 被执行人，带着所在案件的终本日期；一行可能有几名（、分隔）：先按案件筛，再拆开。
debtor_rows AS (
    SELECT p.*, c.closed
    FROM (SELECT case_number_norm AS number, party, party_id, party_id_norm, party_id_norms, died, dissolved, place FROM parties
          WHERE contains(role, '被执行') AND case_number_norm IN (SELECT number FROM suspects WHERE number IS NOT NULL)) p
         JOIN closed c ON c.number = p.number
),
debtors AS (
    SELECT number, id, party, coalesce(id, party) AS who, died, dissolved, place, closed
    FROM (SELECT *, party_id_norm AS id FROM debtor_rows WHERE party_id_norms IS NULL
          UNION ALL
          SELECT *, norm_id(unnest(string_split(party_id, '、'))) AS id FROM debtor_rows WHERE party_id_norms IS NOT NULL)
    WHERE coalesce(id, party) IS NOT NULL
),
-- 各法院的记录到哪一天为止：此后的不知道。
courts AS (SELECT case_court(case_number) AS court_code, max(coalesce(sent, answered)) AS last FROM queries GROUP BY 1),
-- 特殊群体的债权排在前面。
weak AS (
    SELECT DISTINCT case_number_norm AS number FROM parties
    WHERE vulnerable IS NOT NULL AND vulnerable NOT IN ('否', '无', '0') AND NOT contains(coalesce(role, ''), '被执行')
),
own AS (SELECT * FROM asked WHERE number IN (SELECT number FROM suspects WHERE number IS NOT NULL)),
-- 号码对号码；没有号码的一边，按姓名；连姓名也没有写的，算是查了本案各人。
matched AS (
    SELECT d.number, d.who, q.day, q.kinds, false AS is_unnamed
    FROM debtors d JOIN own q ON q.number = d.number AND q.id = d.id AND coalesce(q.day <= d.closed, true)
    UNION ALL
    SELECT d.number, d.who, q.day, q.kinds, q.person IS NULL
    FROM debtors d JOIN (SELECT * FROM own WHERE id IS NULL) q ON q.number = d.number AND coalesce(q.day <= d.closed, true)
    WHERE coalesce(list_contains(string_split(q.person, '、'), d.party), q.person IS NULL)
    UNION ALL
    SELECT d.number, d.who, q.day, q.kinds, false
    FROM (SELECT * FROM debtors WHERE id IS NULL) d JOIN (SELECT * FROM own WHERE id IS NOT NULL) q ON q.number = d.number AND coalesce(q.day <= d.closed, true)
    WHERE list_contains(string_split(q.person, '、'), d.party)
),
done AS (
    SELECT number, who, max(day) AS last, bool_or(day IS NULL) AS has_undated, bool_or(is_unnamed) AS has_unnamed, bit_or(kinds) AS kinds
    FROM matched GROUP BY number, who
),
judged AS (
    SELECT c.*, d.party, d.who, d.place AS debtor_place, q.* EXCLUDE (number, who), date_diff('day', last, c.closed) AS days_before,
           concat_ws('、', CASE WHEN kinds & 1 = 0 THEN '存款' END, CASE WHEN kinds & 2 = 0 THEN '车辆等交通运输工具' END,
                     CASE WHEN kinds & 4 = 0 THEN '不动产' END, CASE WHEN kinds & 8 = 0 THEN '有价证券' END) AS lacking
    FROM debtors d JOIN closed c ON c.number = d.number
         LEFT JOIN done q ON q.number = d.number AND q.who = d.who
    WHERE EXISTS (SELECT 1 FROM courts t WHERE t.court_code = c.court_code AND t.last >= c.closed)
      AND NOT coalesce(died <= c.closed, false) AND NOT coalesce(dissolved <= c.closed, false)
),
ruled AS (
    SELECT *, CASE WHEN kinds IS NULL THEN CASE WHEN queried IS NULL THEN 'never' END
                   WHEN lacking <> '' THEN 'kinds'
                   WHEN days_before > $days AND NOT has_undated THEN 'old' END AS rule
    FROM judged
),
hits AS (
    SELECT * FROM ruled WHERE rule IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY number, who ORDER BY debtor_place, place) = 1
)
SELECT h.number || ' ' || who AS key, rule, h.number AS case_number, court, [party, creditors] AS parties,
       CASE WHEN unpaid > 0 THEN unpaid END AS amount, closed AS act_date,
       -- 特殊群体、小额，依次在前；其余按未履行金额。
       CASE WHEN w.number IS NOT NULL OR contains(cause, '劳动报酬') OR contains(cause, '养费')
                 OR contains(cause, '赡养') OR contains(cause, '人身损害') OR contains(cause, '工伤') THEN 2000000000000000 ELSE 0 END
           + CASE WHEN unpaid > 0 AND unpaid <= $small THEN 1000000000000000 ELSE 0 END
           + least(coalesce(unpaid, 0), 999999999999999) AS rank,
       [CASE WHEN rule = 'never' OR has_undated THEN 'sent' END] AS missing,
       ['file', 'other-ways', CASE WHEN rule = 'kinds' THEN 'network' END,
        CASE WHEN has_unnamed THEN 'names' END] AS questions,
       [fact('结案日期', closed, place), fact('最后查控', last, NULL), fact('相隔天数', days_before::VARCHAR, NULL),
        fact('缺少的类别', CASE WHEN rule = 'kinds' THEN lacking END, NULL), fact('未履行金额', yuan(unpaid), place)] AS facts
FROM hits h LEFT JOIN weak w ON w.number = h.number
