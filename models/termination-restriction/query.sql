-- 终本案件的每名被执行人，看本案限制消费令最早是哪一天。
WITH ended AS (
    SELECT case_number_norm AS number, closed FROM cases
    WHERE closed <= $today AND (contains(closing, '终结本次') OR contains(closing, '终本'))
      AND previous IS NULL AND coalesce(case_kind(case_number), '执') = '执'
),
order_rows AS NOT MATERIALIZED (
    SELECT *, case_number_norm AS number FROM restrictions
    WHERE contains(kind, '限制') AND contains(kind, '消费') OR contains(kind, '限消') OR contains(kind, '限高')
),
orders AS NOT MATERIALIZED (
    SELECT number, person_id_norm AS id, person, made, lifted, place FROM order_rows WHERE person_id_norms IS NULL
    UNION ALL
    SELECT number, norm_id(unnest(string_split(person_id, '、'))), person, made, lifted, place FROM order_rows
    WHERE person_id_norms IS NOT NULL
),
-- 先只凭案号、号码和日期找出有人没有及时限制消费的案件（没有日期的限制消费令作及时论），再看这些案件的全部情况。
-- 收成一个列表：数据库才知道它们很少。
suspects AS (
    SELECT unnest(list(DISTINCT d.number)) AS number
    FROM (SELECT p.number, p.id, c.closed
          FROM (SELECT case_number_norm AS number, party_id_norm AS id FROM parties WHERE contains(role, '被执行')) p
               JOIN ended c ON c.number = p.number) d
         ANTI JOIN orders o ON o.number = d.number AND o.id = d.id AND coalesce(o.made, DATE '0001-01-01') <= d.closed
),
closed AS (
    SELECT case_number_norm AS number, case_court(case_number) AS court_code,
           coalesce(court, case_court(case_number)) AS court, cause, closed, creditors,
           greatest(claim - coalesce(paid, 0), 0) AS unpaid, restricted, place
    FROM cases
    WHERE closed <= $today AND (contains(closing, '终结本次') OR contains(closing, '终本'))
      AND previous IS NULL AND coalesce(case_kind(case_number), '执') = '执'
      AND case_number_norm IN (SELECT number FROM suspects WHERE number IS NOT NULL)
),
-- 被执行人：一行可能有几名（、分隔）；先按案件筛，再拆开。
debtor_rows AS (
    SELECT case_number_norm AS number, party, party_id, party_id_norm, party_id_norms, died, dissolved, place FROM parties
    WHERE contains(role, '被执行') AND case_number_norm IN (SELECT number FROM suspects WHERE number IS NOT NULL)
),
debtors AS (
    SELECT number, id, party, coalesce(id, party) AS who, died, dissolved, place
    FROM (SELECT *, party_id_norm AS id FROM debtor_rows WHERE party_id_norms IS NULL
          UNION ALL
          SELECT *, norm_id(unnest(string_split(party_id, '、'))) AS id FROM debtor_rows WHERE party_id_norms IS NOT NULL)
    WHERE coalesce(id, party) IS NOT NULL
),
-- 各法院的台账到哪一天为止：此后的不知道。比这些案件都早的，不必看。
courts AS (
    SELECT case_court(case_number) AS court_code, max(made) AS last FROM order_rows
    WHERE made >= (SELECT min(closed) FROM closed) GROUP BY 1
),
own AS (
    SELECT d.number, d.who, min(o.made) AS first_made, bool_or(o.made IS NULL) AS has_undated,
           arg_min(o.place, o.made) AS order_place
    FROM debtors d JOIN (SELECT * FROM orders WHERE number IN (SELECT number FROM suspects WHERE number IS NOT NULL)) o
         ON o.number = d.number AND (o.id = d.id OR (o.id IS NULL OR d.id IS NULL) AND list_contains(string_split(o.person, '、'), d.party))
    GROUP BY d.number, d.who
),
counted AS (SELECT number, count(DISTINCT who) AS n FROM debtors GROUP BY number),
hits AS (
    SELECT c.*, d.id, d.party, d.who, n, first_made, order_place,
           CASE WHEN first_made IS NULL THEN 'none' ELSE 'after' END AS rule
    FROM debtors d JOIN closed c ON c.number = d.number JOIN counted k ON k.number = d.number
         LEFT JOIN own o ON o.number = d.number AND o.who = d.who
    WHERE EXISTS (SELECT 1 FROM courts t WHERE t.court_code = c.court_code AND t.last >= c.closed)
      AND (first_made IS NULL OR first_made > closed) AND NOT coalesce(has_undated, false)
      AND NOT coalesce(died <= closed, false) AND NOT coalesce(dissolved <= closed, false)
      AND NOT (n = 1 AND coalesce(restricted <= closed, false))
    QUALIFY row_number() OVER (PARTITION BY d.number, d.who ORDER BY d.place) = 1
),
elsewhere AS (
    SELECT h.number, h.who, list(DISTINCT o.number ORDER BY o.number) AS numbers
    FROM hits h JOIN (SELECT * FROM orders WHERE id IN (SELECT id FROM hits WHERE id IS NOT NULL)) o ON o.id = h.id
    WHERE o.number <> h.number AND o.made <= h.closed AND coalesce(o.lifted > h.closed, true)
    GROUP BY h.number, h.who
),
-- 特殊群体的债权排在前面。
weak AS (
    SELECT DISTINCT case_number_norm AS number FROM parties
    WHERE vulnerable IS NOT NULL AND vulnerable NOT IN ('否', '无', '0') AND NOT contains(coalesce(role, ''), '被执行')
)
SELECT h.number || ' ' || h.who AS key, rule, h.number AS case_number, court, [party, creditors] AS parties,
       CASE WHEN unpaid > 0 THEN unpaid END AS amount, closed AS act_date,
       -- 特殊群体、小额，依次在前；其余按未履行金额。
       CASE WHEN w.number IS NOT NULL OR contains(cause, '劳动报酬') OR contains(cause, '养费')
                 OR contains(cause, '赡养') OR contains(cause, '人身损害') OR contains(cause, '工伤') THEN 2000000000000000 ELSE 0 END
           + CASE WHEN unpaid > 0 AND unpaid <= $small THEN 1000000000000000 ELSE 0 END
           + least(coalesce(unpaid, 0), 999999999999999) AS rank,
       [CASE WHEN rule = 'none' THEN 'made' END] AS missing,
       ['file', 'why-not', CASE WHEN e.number IS NOT NULL THEN 'elsewhere' END,
        CASE WHEN restricted <= closed THEN 'whom' END] AS questions,
       [fact('结案日期', closed, h.place), fact('被执行人人数', n::VARCHAR, NULL),
        fact('作出日期', first_made, order_place), fact('案件记录的限制消费令日期', restricted, h.place),
        fact('其他案件中有效的限制消费令', numbers[1] || CASE WHEN len(numbers) > 1 THEN ' 等 ' || len(numbers) || ' 件' ELSE '' END, NULL),
        fact('未履行金额', yuan(unpaid), h.place)] AS facts
FROM hits h LEFT JOIN weak w ON w.number = h.number
     LEFT JOIN elsewhere e ON e.number = h.number AND e.who = h.who
