-- 仍在查封中：没有解除、处置，期限没有届满，不是轮候，此后没有解封的一行；同一财产的首封、续封合成一项。
WITH seal_rows AS (
    SELECT *, case_number_norm AS number, coalesce(norm_vin(vin), plate, property_number, property) AS thing FROM seals
    WHERE NOT contains(concat(kind, measure), '解') AND NOT contains(concat(kind, measure), '轮候')
      AND coalesce("start" <= $today, true) AND coalesce("end" >= $today, true)
      AND coalesce(lifted > $today, true) AND coalesce(disposed > $today, true)
      AND owner_id IS NOT NULL AND plate IS NULL AND vin IS NULL AND coalesce(confirmed, '无') IN ('无', '否', '/', '-')
      AND NOT coalesce(contains(property_kind, '车') OR contains(property_kind, '船') OR contains(property_kind, '债权')
                       OR (contains(property_kind, '动产') AND NOT contains(property_kind, '不动产')), false)
),
listed AS (
    SELECT case_number_norm AS number, debtors, debtor_ids, place AS case_place,
           string_split(debtors, '、') AS names, string_split(debtor_ids, '、') AS ids
    FROM cases WHERE debtor_ids IS NOT NULL
),
-- 同一号码的几种写法归一后再比；姓名相同的不算案外人。
others AS (
    SELECT s.*, p.debtors, p.debtor_ids, p.names, p.ids, p.case_place,
           string_split(s.owner, '、') AS owners, string_split(s.owner_id, '、') AS owner_ids
    FROM seal_rows s JOIN listed p ON p.number = s.number
    WHERE s.owner_id <> p.debtor_ids AND NOT list_has_any(string_split(s.owner_id, '、'), p.ids)
      AND NOT coalesce(list_has_any(string_split(s.owner, '、'), p.names), false)
),
-- 解封另有一行的（查封类型或者措施写着“解”）：同一案件、同一财产，自解封之日起解除；解除轮候的不算。
releases AS (
    SELECT case_number_norm AS number, vin, plate, property_number, coalesce(lifted, "start") AS released FROM seals
    WHERE contains(concat(kind, measure), '解') AND NOT contains(concat(kind, measure), '轮候')
      AND case_number_norm IN (SELECT number FROM (SELECT unnest(list(DISTINCT number)) AS number FROM others) WHERE number IS NOT NULL)
),
apart AS (
    SELECT * FROM others
    WHERE place NOT IN (SELECT s.place FROM others s JOIN releases r ON r.number = s.number AND (r.vin = s.vin OR r.plate = s.plate OR r.property_number = s.property_number)
                        WHERE coalesce(r.released >= s."start", true))
),
split AS (
    SELECT place, number, property_number, "start", norm_id(unnest(owner_ids)) AS owner_one, ids FROM apart
),
debtor_ids AS (SELECT DISTINCT place, norm_id(unnest(ids)) AS id FROM apart),
-- 收成一个列表，数据库才知道它们很少，读登记时只取这几件。
sealed_numbers AS (SELECT unnest(list(DISTINCT property_number)) AS number FROM apart),
houses AS (
    SELECT a.place, norm_id(unnest(string_split(r.owner_id, '、'))) AS id
    FROM (SELECT certificate AS number, owner_id, since, until FROM real_estate WHERE certificate IN (SELECT number FROM sealed_numbers WHERE number IS NOT NULL)
          UNION ALL
          SELECT unit, owner_id, since, until FROM real_estate WHERE unit IN (SELECT number FROM sealed_numbers WHERE number IS NOT NULL)) r
         JOIN apart a ON a.property_number = r.number
    WHERE r.since <= a."start" AND coalesce(r.until >= a."start", true)
),
ours AS (
    SELECT DISTINCT s.place FROM split s JOIN debtor_ids d ON d.place = s.place AND d.id = s.owner_one
    UNION
    -- 查封那天不动产登记在被执行人名下。
    SELECT h.place FROM houses h JOIN debtor_ids d ON d.place = h.place AND d.id = h.id
    UNION
    -- 追加的被执行人、担保人等。
    SELECT s.place FROM split s
    JOIN (SELECT case_number_norm AS number, norm_id(unnest(string_split(party_id, '、'))) AS id FROM parties
          WHERE case_number_norm IN (SELECT number FROM apart WHERE number IS NOT NULL) AND NOT coalesce(contains(role, '申请'), false)) x
      ON x.number = s.number AND x.id = s.owner_one
    UNION
    SELECT place FROM split WHERE owner_one IS NULL
),
one AS (
    SELECT * FROM apart WHERE place NOT IN (SELECT place FROM ours)
    QUALIFY row_number() OVER (PARTITION BY number, thing ORDER BY "start" DESC, place DESC) = 1
)
SELECT concat_ws(' ', number, thing) AS key, 'third-party' AS rule,
       number AS case_number, coalesce(court, case_court(case_number)) AS court,
       [coalesce(owner, owner_id), debtors] AS parties, coalesce(as_of, $today) AS act_date,
       coalesce(date_diff('day', "start", $today), 0) AS rank,
       [CASE WHEN property_kind IS NULL THEN 'kind' END, CASE WHEN confirmed IS NULL THEN 'confirmed' END,
        CASE WHEN len(ids) < len(names) THEN 'debtors' END] AS missing,
       ['added', 'surety', 'spouse', 'judgment', 'objection'] AS questions,
       [fact('财产', coalesce(property, thing), place), fact('财产类型', property_kind, place), fact('权利人', owner, place),
        fact('权利人证件号码', owner_id, place), fact('被执行人', debtors, case_place), fact('被执行人证件号码', debtor_ids, case_place),
        fact('查封日期', "start", place), fact('届满日', "end", place), fact('书面确认', confirmed, place), fact('数据日期', as_of, place)] AS facts
FROM one
