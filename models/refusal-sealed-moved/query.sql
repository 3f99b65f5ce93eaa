-- 一项财产一条：查封有效期间的登记，换了权利人，法院没有处置。
WITH active AS (
    SELECT case_number_norm AS number, coalesce(court, case_court(case_number)) AS court,
           owner, norm_id(split_part(owner_id, '、', 1)) AS owner_id, property, property_number, plate, vin, "start", "end", lifted, disposed, place
    FROM seals
    WHERE "start" IS NOT NULL AND NOT contains(concat(kind, measure), '轮候') AND NOT contains(concat(kind, measure), '解')
      AND disposed IS NULL
),
-- 登记簿上换过人的。
changed AS (
    SELECT vin AS by_vin, plate AS by_plate, NULL AS by_number, coalesce(plate, vin) AS words,
           owner, norm_id(split_part(owner_id, '、', 1)) AS owner_id, norm_id(split_part(former_id, '、', 1)) AS former_id, since, NULL AS reason, place
    FROM vehicles WHERE since IS NOT NULL AND former_id IS NOT NULL
    UNION ALL
    SELECT NULL, NULL, unnest([unit, certificate, location]), coalesce(location, certificate, unit), owner,
           norm_id(split_part(owner_id, '、', 1)), norm_id(split_part(former_id, '、', 1)), since, reason, place
    FROM real_estate WHERE since IS NOT NULL AND former_id IS NOT NULL
),
hits AS (
    SELECT a.*, c.words, c.owner AS new_owner, c.owner_id AS new_id, c.former_id, c.since, c.reason, c.place AS new_place
    FROM active a JOIN changed c ON c.by_vin = a.vin
    UNION ALL
    SELECT a.*, c.words, c.owner, c.owner_id, c.former_id, c.since, c.reason, c.place
    FROM active a JOIN changed c ON c.by_plate = a.plate WHERE a.vin IS NULL OR c.by_vin IS NULL
    UNION ALL
    SELECT a.*, c.words, c.owner, c.owner_id, c.former_id, c.since, c.reason, c.place
    FROM active a JOIN changed c ON c.by_number = a.property_number WHERE a.plate IS NULL
),
during AS (
    SELECT DISTINCT * FROM hits h
    WHERE since > "start" AND coalesce(since <= "end", true) AND coalesce(since < lifted, true)
      AND new_id IS DISTINCT FROM owner_id AND coalesce(former_id = owner_id, true)
      AND NOT coalesce(contains(reason, '司法') OR contains(reason, '拍卖') OR contains(reason, '法院') OR contains(reason, '裁定'), false)
),
-- 解封另有一行的（查封类型或者措施写着“解”）：同一案件、同一财产，自解封之日起解除；解除轮候的不算。
releases AS (
    SELECT case_number_norm AS number, vin, plate, property_number, coalesce(lifted, "start") AS released FROM seals
    WHERE contains(concat(kind, measure), '解') AND NOT contains(concat(kind, measure), '轮候')
      AND case_number_norm IN (SELECT number FROM during WHERE number IS NOT NULL)
),
released AS (
    SELECT d.place, d.new_place, bool_or(r.released BETWEEN d."start" AND d.since) AS is_over, bool_or(r.released IS NULL) AS is_undated
    FROM during d JOIN releases r ON r.number = d.number AND (r.vin = d.vin OR r.plate = d.plate OR r.property_number = d.property_number)
    GROUP BY d.place, d.new_place
),
sold AS (
    SELECT property_number, plate, recipient_id, ruled FROM disposals
),
kept AS (
    SELECT d.*, coalesce(r.is_undated, false) AS is_undated
    FROM during d LEFT JOIN released r ON r.place = d.place AND r.new_place = d.new_place
    WHERE NOT coalesce(r.is_over, false)
      AND NOT EXISTS (SELECT 1 FROM sold s WHERE s.property_number = d.property_number AND coalesce(s.ruled <= d.since, true))
      AND NOT EXISTS (SELECT 1 FROM sold s WHERE s.plate = d.plate AND coalesce(s.ruled <= d.since, true))
),
one AS (
    SELECT words || ' ' || since AS key, arg_min(k, concat(k."end" IS NULL OR k.is_undated, strftime(k."start", '%Y-%m-%d'), k.number, k.place, k.new_place)) AS k,
           list_sort(list(DISTINCT fact('查封', concat_ws('，', number, "start" || '—' || coalesce("end"::VARCHAR, '？')), place))) AS seals
    FROM kept k GROUP BY words, since
)
SELECT key, CASE WHEN k."end" IS NULL OR k.is_undated THEN 'moved-unknown-end' ELSE 'moved' END AS rule, k.number AS case_number, k.court,
       [k.owner, k.new_owner] AS parties, k.since AS act_date, date_diff('day', DATE '1970-01-01', k.since)::BIGINT AS rank,
       [CASE WHEN k."end" IS NULL THEN 'end' END, CASE WHEN k.is_undated THEN 'lifted' END, CASE WHEN k.owner_id IS NULL THEN 'owner' END, 'knew'] AS missing,
       ['register', 'staff', 'earlier-sale'] AS questions,
       [fact('财产', coalesce(k.property, k.words), k.place), fact('查封日', k."start", k.place), fact('届满日', k."end", k.place),
        fact('原权利人', k.owner, k.place), fact('现权利人', k.new_owner, k.new_place), fact('登记日', k.since, k.new_place),
        fact('登记原因', k.reason, k.new_place)] || seals[1:20] AS facts
FROM one
