-- 法院自己的记录：查到以后没有查封的，查封以后没有处置的。
WITH closed AS (
    SELECT case_number_norm AS number, coalesce(court, case_court(case_number)) AS court, cause, closed, creditors, debtors,
           greatest(claim - coalesce(paid, 0), 0) AS unpaid, place
    FROM cases
    WHERE closed <= $today AND (contains(closing, '终结本次') OR contains(closing, '终本'))
),
seal_rows AS (
    SELECT * FROM (SELECT *, case_number_norm AS number FROM seals WHERE NOT contains(concat(kind, measure), '解'))
    WHERE number IN (SELECT number FROM closed WHERE number IS NOT NULL)
),
last_seal AS (SELECT number, max("start") AS last FROM seal_rows GROUP BY number),
-- 解封另有一行的（查封类型或者措施写着“解”）：同一案件、同一财产，自解封之日起解除；解除轮候的不算。
releases AS (
    SELECT case_number_norm AS number, property_number, coalesce(lifted, "start") AS released FROM seals
    WHERE contains(concat(kind, measure), '解') AND NOT contains(concat(kind, measure), '轮候')
      AND case_number_norm IN (SELECT number FROM closed WHERE number IS NOT NULL)
),
ended AS (
    SELECT s.place FROM seal_rows s JOIN releases r ON r.number = s.number AND r.property_number = s.property_number JOIN closed c ON c.number = s.number
    WHERE coalesce(r.released >= s."start", true) AND coalesce(r.released <= c.closed, true)
),
found AS (
    SELECT c.number, coalesce(q.id, q.person) AS id, q.person AS party, 'found' AS rule, concat_ws(' ', category, day::VARCHAR) AS thing,
           concat_ws('，', category, '查询 ' || day::VARCHAR, yuan(value) || ' 元') AS what, value, q.place, false AS is_undated
    FROM (SELECT case_number_norm AS number, person_id_norm AS id, person, category, coalesce(answered, sent) AS day, value, place
          FROM queries
          WHERE (found IN ('有', '是', '有财产', '1') OR found IS NULL AND value > 0) AND coalesce(value >= $least_value, true)
            AND NOT coalesce(contains(category, '车'), false)) q
         JOIN closed c ON c.number = q.number LEFT JOIN last_seal s ON s.number = c.number
    WHERE q.day <= c.closed AND coalesce(s.last < q.day, true) AND coalesce(q.id, q.person) IS NOT NULL
),
kept AS (
    SELECT c.number, coalesce(norm_id(owner_id), owner, '?') AS id, owner AS party, 'sealed-kept' AS rule, coalesce(property_number, property) AS thing,
           concat_ws('，', coalesce(property, property_number), property_kind, '查封 ' || "start"::VARCHAR, '至 ' || "end"::VARCHAR) AS what,
           NULL::BIGINT AS value, s.place, false AS is_undated
    FROM seal_rows s JOIN closed c ON c.number = s.number
    WHERE s.plate IS NULL AND s.vin IS NULL AND NOT contains(concat(s.kind, s.measure), '轮候') AND NOT contains(coalesce(s.property_kind, ''), '车')
      AND s."start" <= c.closed AND s."end" > c.closed
      AND NOT coalesce(s.lifted <= c.closed, false) AND NOT coalesce(s.disposed <= c.closed, false)
      AND s.place NOT IN (SELECT place FROM ended)
      AND c.number NOT IN (SELECT case_number_norm FROM auctions WHERE contains(state, '流拍') AND case_number IS NOT NULL)
),
numbered AS (
    SELECT *, row_number() OVER (PARTITION BY number, id, rule ORDER BY value DESC NULLS LAST, thing, place) AS nth
    FROM (SELECT * FROM found UNION ALL SELECT * FROM kept)
    QUALIFY row_number() OVER (PARTITION BY number, id, rule, thing ORDER BY place) = 1
),
-- 特殊群体的债权排在前面。
weak AS (
    SELECT DISTINCT case_number_norm AS number FROM parties
    WHERE vulnerable IS NOT NULL AND vulnerable NOT IN ('否', '无', '0') AND NOT contains(coalesce(role, ''), '被执行')
),
grouped AS (
    SELECT number, id, rule, max(party) AS party, count(*) AS n, bool_or(is_undated) AS is_undated, arg_min(what, nth) AS first_what,
           list(fact(CASE rule WHEN 'found' THEN '查到的财产' ELSE '查封的财产' END, what, place) ORDER BY nth)
               FILTER (WHERE nth <= 50) AS facts
    FROM numbered GROUP BY number, id, rule
)
SELECT concat_ws(' ', g.number, g.rule, id) AS key, g.rule AS rule, g.number AS case_number, court,
       [coalesce(g.party, debtors), creditors] AS parties, CASE WHEN unpaid > 0 THEN unpaid END AS amount, closed AS act_date,
       -- 特殊群体、小额，依次在前；其余按未履行金额。
       CASE WHEN w.number IS NOT NULL OR contains(cause, '劳动报酬') OR contains(cause, '养费')
                 OR contains(cause, '赡养') OR contains(cause, '人身损害') OR contains(cause, '工伤') THEN 2000000000000000 ELSE 0 END
           + CASE WHEN unpaid > 0 AND unpaid <= $small THEN 1000000000000000 ELSE 0 END
           + least(coalesce(unpaid, 0), 999999999999999) AS rank,
       []::VARCHAR[] AS missing,
       [CASE WHEN g.rule = 'sealed-kept' THEN 'queried' END, CASE WHEN g.rule = 'sealed-kept' THEN 'home' END,
        CASE WHEN g.rule = 'sealed-kept' THEN 'burden' END, CASE WHEN g.rule = 'sealed-kept' THEN 'waiting' END,
        CASE WHEN g.rule = 'found' THEN 'measures' END] AS questions,
       [fact('结案日期', closed, c.place), fact('件数', n::VARCHAR, NULL),
        fact('首件', first_what || CASE WHEN n > 1 THEN '等' ELSE '' END, NULL), fact('未履行金额', yuan(unpaid), c.place)] || g.facts AS facts
FROM grouped g JOIN closed c ON c.number = g.number LEFT JOIN weak w ON w.number = g.number
