-- 三种：可分配多于处置价款；分出多于可分配；保全申请人不在方案里。
-- 先用几列找出可能命中的案件（很少），再看细节；收成一个列表：数据库才知道它们很少。
WITH sums AS (
    SELECT case_number_norm AS number, max(proceeds) AS proceeds, sum(amount)::BIGINT AS given FROM distributions GROUP BY 1, coalesce(plan, '')
),
few AS (
    SELECT unnest(list(DISTINCT number)) AS number
    FROM (SELECT number FROM (SELECT number, coalesce(proceeds, given) AS shared, NULL AS price, false AS is_unknown FROM sums
                              UNION ALL SELECT case_number_norm, NULL, price, price IS NULL FROM disposals)
          GROUP BY number HAVING sum(shared) > sum(price) AND NOT bool_or(is_unknown)
          UNION ALL
          SELECT number FROM sums WHERE given > proceeds
          UNION ALL
          SELECT s.case_number_norm FROM disposals s JOIN preservations p ON p.property_number = s.property_number
          WHERE p."start" <= coalesce(s.ruled, s.paid) AND p.dismissed IS NULL)
),
shares AS (
    SELECT *, case_number_norm AS number FROM distributions WHERE case_number_norm IN (SELECT number FROM few WHERE number IS NOT NULL)
),
plans AS (
    SELECT number, coalesce(plan, '') AS plan, min(coalesce(court, case_court(case_number))) AS court, max(proceeds) AS proceeds, sum(amount)::BIGINT AS given,
           max(date) AS day, min(debtor) AS debtor, min(place) AS place
    FROM shares GROUP BY number, coalesce(plan, '')
),
by_case AS (
    SELECT number, min(court) AS court, sum(coalesce(proceeds, given))::BIGINT AS proceeds, max(day) AS day, min(debtor) AS debtor, min(place) AS place FROM plans GROUP BY number
),
sold AS (
    SELECT case_number_norm AS number, property_number, property, plate, price, coalesce(ruled, paid) AS day, way, place
    FROM disposals WHERE case_number_norm IN (SELECT number FROM few WHERE number IS NOT NULL)
),
brought AS (
    SELECT number, sum(price)::BIGINT AS price, min(place) AS place, bool_or(price IS NULL) AS any_unknown
    FROM sold GROUP BY number
),
more AS (
    SELECT c.*, b.price, b.place AS sold_place FROM by_case c JOIN brought b ON b.number = c.number
    WHERE c.proceeds > b.price AND NOT b.any_unknown
),
over AS (SELECT * FROM plans WHERE given > proceeds),
-- 各行只为列出的方案、案件收集。
sold_rows AS (
    SELECT number, list(fact('处置', concat_ws('，', day, way, coalesce(property, property_number, plate), yuan(price) || ' 元'), place) ORDER BY day, place) AS rows
    FROM sold WHERE number IN (SELECT number FROM more WHERE number IS NOT NULL) GROUP BY number
),
plan_rows AS (
    SELECT number, coalesce(plan, '') AS plan,
           list(fact('分配', concat_ws('，', creditor, title, yuan(amount) || ' 元'), place) ORDER BY creditor, place) AS rows
    FROM shares WHERE number IN (SELECT number FROM over WHERE number IS NOT NULL) GROUP BY number, coalesce(plan, '')
),
preserved AS (
    SELECT s.number, coalesce(s.property, s.property_number) AS property, s.day, p.applicant, p.applicant_id, p.case_number AS order_number, p."start", p."end",
           p.amount, p.place, s.place AS sold_place
    FROM sold s JOIN preservations p ON p.property_number = s.property_number
    WHERE p."start" <= s.day AND coalesce(p."end" >= s.day, true) AND coalesce(p.released > s.day, true) AND p.dismissed IS NULL
),
left_out AS (
    SELECT p.* FROM preserved p
    WHERE NOT EXISTS (SELECT 1 FROM shares d WHERE d.number = p.number AND d.creditor_id = p.applicant_id)
      AND NOT EXISTS (SELECT 1 FROM shares d WHERE d.number = p.number AND d.creditor = p.applicant)
)
SELECT c.number || ' 价款' AS key, 'more-than-proceeds' AS rule, c.number AS case_number, c.court, [c.debtor] AS parties, c.proceeds - c.price AS amount,
       c.day AS act_date, 20000000000000 + least(c.proceeds - c.price, 9999999999999) AS rank, ['other-money'] AS missing, ['several-plans'] AS questions,
       [fact('处置价款', yuan(c.price), c.sold_place), fact('可分配', yuan(c.proceeds), c.place)] || r.rows[1:30] AS facts
FROM more c JOIN sold_rows r ON r.number = c.number
UNION ALL
SELECT o.number || ' ' || o.plan, 'more-than-plan', o.number, court, [debtor], given - proceeds, day, 10000000000000 + least(given - proceeds, 9999999999999),
       ['other-money'], ['several-plans'],
       [fact('方案', nullif(o.plan, ''), place), fact('可分配', yuan(proceeds), place), fact('已分', yuan(given), place)] || rows[1:30]
FROM over o JOIN plan_rows r ON r.number = o.number AND r.plan = o.plan
UNION ALL
SELECT concat_ws(' ', l.number, coalesce(l.applicant_id, l.applicant), l.property), 'left-out', l.number, c.court, [l.applicant, c.debtor], l.amount, c.day,
       least(coalesce(l.amount, 0), 9999999999999), [CASE WHEN l."end" IS NULL THEN 'preserved' END], ['order', 'reserve'],
       [fact('财产', l.property, l.sold_place), fact('处置日', l.day, l.sold_place),
        fact('保全', concat_ws('，', l.order_number, l."start" || '—' || coalesce(l."end"::VARCHAR, '？')), l.place), fact('保全金额', yuan(l.amount), l.place)]
FROM left_out l JOIN by_case c ON c.number = l.number
