-- 终本当日为准：登记在被执行人名下、没有查封的车辆。
WITH ended AS (
    SELECT case_number_norm AS number, closed, debtor_ids_norm, debtor_ids_norms FROM cases
    WHERE closed <= $today AND (contains(closing, '终结本次') OR contains(closing, '终本'))
),
debtor_rows AS NOT MATERIALIZED (
    SELECT * FROM (SELECT case_number_norm AS number, party_id_norm, party_id_norms, party FROM parties WHERE contains(role, '被执行'))
    WHERE number IN (SELECT number FROM ended WHERE number IS NOT NULL)
),
named AS (
    SELECT number, debtor_ids_norm AS id, NULL::VARCHAR AS party FROM ended WHERE debtor_ids_norm IS NOT NULL
    UNION ALL
    SELECT number, unnest(string_split(debtor_ids_norms, '、')), NULL FROM ended WHERE debtor_ids_norms IS NOT NULL
    UNION ALL
    SELECT number, party_id_norm, party FROM debtor_rows WHERE party_id_norm IS NOT NULL
    UNION ALL
    SELECT number, unnest(string_split(party_id_norms, '、')), party FROM debtor_rows WHERE party_id_norms IS NOT NULL
),
-- 收成一个列表：数据库才不把登记表整个装进散列表。
ids AS (SELECT unnest(list(DISTINCT id)) AS id FROM named),
-- 共有的一行几个号码。
cars AS (
    SELECT owner_id_norm AS id, plate, vin, make, first_registered, since, until, state, place FROM vehicles
    WHERE owner_id_norm IS NOT NULL
    UNION ALL
    SELECT unnest(string_split(owner_id_norms, '、')), plate, vin, make, first_registered, since, until, state, place FROM vehicles
    WHERE owner_id_norms IS NOT NULL
),
owned AS (
    SELECT id, 'vehicle' AS rule, coalesce(vin, plate) AS thing, plate AS other_thing, coalesce(since, first_registered) AS since, until,
           concat_ws('，', plate, make, '登记 ' || coalesce(since, first_registered)::VARCHAR) AS what, NULL::BIGINT AS value, place,
           coalesce(since, first_registered) IS NULL AS is_undated, vehicle_state(state) AS letters
    FROM cars
    WHERE id IN (SELECT id FROM ids WHERE id IS NOT NULL) AND coalesce(add_months(first_registered, $oldest_months::INTEGER) >= $today, true)
),
-- 名下有的人很少：只对他们看是哪些案件的。收成一个列表，数据库才知道。
owners AS (SELECT unnest(list(DISTINCT id)) AS id FROM owned),
people AS (
    SELECT number, id, max(party) AS party FROM named
    WHERE id IN (SELECT id FROM owners WHERE id IS NOT NULL) GROUP BY number, id
),
-- 同一辆车后来登记给别人的。
passed AS (
    SELECT vin AS thing, coalesce(since, first_registered) AS since FROM vehicles WHERE vin IN (SELECT thing FROM owned WHERE thing IS NOT NULL)
    UNION ALL
    SELECT plate, coalesce(since, first_registered) FROM vehicles WHERE vin IS NULL AND plate IN (SELECT thing FROM owned WHERE thing IS NOT NULL)
),
things AS (SELECT DISTINCT thing FROM owned UNION SELECT DISTINCT other_thing FROM owned WHERE other_thing IS NOT NULL),
sealed AS (
    SELECT thing, min("start") FILTER (WHERE NOT contains(concat(kind, measure), '解')) AS first_seal
    FROM (SELECT plate AS thing, "start", kind, measure FROM seals WHERE plate IN (SELECT thing FROM things WHERE thing IS NOT NULL)
          UNION ALL SELECT vin, "start", kind, measure FROM seals WHERE vin IN (SELECT thing FROM things WHERE thing IS NOT NULL)
          UNION ALL SELECT property_number, "start", kind, measure FROM seals WHERE property_number IN (SELECT thing FROM things WHERE thing IS NOT NULL))
    GROUP BY thing
),
there AS (
    SELECT p.number, p.id, p.party, o.rule, o.thing, o.what, o.value, o.place, o.is_undated, coalesce(contains(o.letters, '?'), true) AS is_stateless, c.closed
    FROM owned o JOIN people p ON p.id = o.id JOIN ended c ON c.number = p.number
         LEFT JOIN sealed s ON s.thing = o.thing LEFT JOIN sealed t ON t.thing = o.other_thing
    WHERE coalesce(o.since <= c.closed, true) AND coalesce(o.until > c.closed, true)
      -- 转出、盗抢、注销、强制注销、报废、查封的除外。
      AND NOT coalesce(translate(o.letters, 'BCEKMP', '') <> o.letters, false)
      AND NOT coalesce(least(s.first_seal, t.first_seal) <= c.closed, false)
      AND NOT EXISTS (SELECT 1 FROM passed l WHERE l.thing = o.thing AND l.since > o.since AND l.since <= c.closed)
),
numbered AS (
    SELECT *, row_number() OVER (PARTITION BY number, id, rule ORDER BY value DESC NULLS LAST, thing, place) AS nth
    FROM there
    QUALIFY row_number() OVER (PARTITION BY number, id, rule, thing ORDER BY place) = 1
),
-- 特殊群体的债权排在前面。
weak AS (
    SELECT DISTINCT case_number_norm AS number FROM parties
    WHERE vulnerable IS NOT NULL AND vulnerable NOT IN ('否', '无', '0') AND NOT contains(coalesce(role, ''), '被执行')
),
grouped AS (
    SELECT number, id, rule, max(party) AS party, count(*) AS n, bool_or(is_undated) AS is_undated, bool_or(is_stateless) AS is_stateless, arg_min(what, nth) AS first_what,
           list(fact('车辆', what, place) ORDER BY nth)
               FILTER (WHERE nth <= 50) AS facts
    FROM numbered GROUP BY number, id, rule
),
closed AS (
    SELECT case_number_norm AS number, coalesce(court, case_court(case_number)) AS court, cause, closed, creditors, debtors,
           greatest(claim - coalesce(paid, 0), 0) AS unpaid, place
    FROM cases
    WHERE closed <= $today AND (contains(closing, '终结本次') OR contains(closing, '终本'))
      AND case_number_norm IN (SELECT number FROM grouped WHERE number IS NOT NULL)
)
SELECT concat_ws(' ', g.number, g.rule, id) AS key, g.rule AS rule, g.number AS case_number, court,
       [coalesce(g.party, debtors), creditors] AS parties, CASE WHEN unpaid > 0 THEN unpaid END AS amount, closed AS act_date,
       -- 特殊群体、小额，依次在前；其余按未履行金额。
       CASE WHEN w.number IS NOT NULL OR contains(cause, '劳动报酬') OR contains(cause, '养费')
                 OR contains(cause, '赡养') OR contains(cause, '人身损害') OR contains(cause, '工伤') THEN 2000000000000000 ELSE 0 END
           + CASE WHEN unpaid > 0 AND unpaid <= $small THEN 1000000000000000 ELSE 0 END
           + least(coalesce(unpaid, 0), 999999999999999) AS rank,
       [CASE WHEN is_undated THEN 'since' END, CASE WHEN is_stateless THEN 'state' END] AS missing,
       ['queried', 'sold', 'plain-car'] AS questions,
       [fact('结案日期', closed, c.place), fact('件数', n::VARCHAR, NULL),
        fact('首件', first_what || CASE WHEN n > 1 THEN '等' ELSE '' END, NULL), fact('未履行金额', yuan(unpaid), c.place)] || g.facts AS facts
FROM grouped g JOIN closed c ON c.number = g.number LEFT JOIN weak w ON w.number = g.number
