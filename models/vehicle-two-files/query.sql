-- 一车一条：车辆登记 × 终本案件，按证件号码对应。
-- 终本案件：一行可能有几名被执行人（、分隔）；同一案件多次装入的，取最后一次。
WITH listed AS (
    SELECT norm_id(unnest(string_split(debtor_id, '、'))) AS id,
           coalesce(norm_case(case_number), case_number) AS number,
           coalesce(court, case_court(case_number)) AS court, debtor, filed, terminated, resumed,
           coalesce(unpaid, claim - coalesce(paid, 0)) AS unpaid, place, loaded
    FROM terminated_cases
),
cases AS (
    SELECT * FROM listed WHERE id IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY id, number ORDER BY loaded DESC, place DESC) = 1
),
debtors AS (
    SELECT id, min(terminated) AS first_terminated, max(terminated) AS last_terminated,
           arg_max(number, terminated) AS number, arg_max(court, terminated) AS court,
           max(debtor) AS debtor, sum(greatest(unpaid, 0)) AS unpaid, count(*) AS n,
           count(*) FILTER (WHERE terminated IS NULL) AS undated,
           list(fact('终本案件', concat_ws('，', number, court, '终本 ' || terminated,
                                         '未履行 ' || yuan(unpaid) || ' 元'), place)
                ORDER BY terminated, number) AS facts
    FROM cases WHERE resumed IS NULL GROUP BY id
),
-- 共有的车辆一行几个号码。
owned AS (
    SELECT norm_id(owner_id) AS id, * FROM vehicles WHERE NOT contains(owner_id, '、')
    UNION ALL
    SELECT norm_id(unnest(string_split(owner_id, '、'))) AS id, * FROM vehicles
    WHERE contains(owner_id, '、')
),
hits AS (
    SELECT o.*, coalesce(norm_vin(vin), plate) AS vehicle, coalesce(since, first_registered) AS registered
    FROM owned o WHERE id IN (SELECT id FROM debtors)
),
-- 同一辆车后来的登记：先看装入的先后，再看登记日期。
newest AS (
    SELECT coalesce(norm_vin(vin), plate) AS vehicle,
           arg_max(place, loaded::BIGINT * 10000000
                          + coalesce(date_diff('day', DATE '1900-01-01', coalesce(since, first_registered)), 0)) AS place
    FROM vehicles
    WHERE coalesce(norm_vin(vin), plate) IN (SELECT vehicle FROM hits)
    GROUP BY 1
),
judged AS (
    SELECT h.*, d.* EXCLUDE (id, facts), d.facts AS cases,
           coalesce(contains(state, 'K') OR contains(state, '查封'), false) AS is_sealed,
           concat_ws('、',
               CASE WHEN inspected > first_terminated THEN '终本后检验 ' || inspected END,
               CASE WHEN inspection_until >= $today THEN '检验有效期至 ' || inspection_until END,
               CASE WHEN insured_until >= $today THEN '保险至 ' || insured_until END) AS signs,
           (coalesce(inspected > first_terminated, false)::INTEGER + coalesce(inspection_until >= $today, false)::INTEGER
               + coalesce(insured_until >= $today, false)::INTEGER) AS n_signs
    FROM hits h JOIN newest n ON n.vehicle = h.vehicle AND n.place = h.place JOIN debtors d ON d.id = h.id
),
kept AS (
    SELECT *,
           CASE WHEN is_sealed THEN 'sealed-in-use'
                WHEN registered > first_terminated THEN 'bought-after'
                ELSE 'registered' END AS rule
    FROM judged
    -- 状态是字母代码的连写，或者文字；转出、盗抢、注销、报废的除外。
    WHERE NOT coalesce(contains(state, '转出') OR contains(state, '注销') OR contains(state, '报废')
                       OR contains(state, '盗抢')
                       OR (translate(state, 'ABCDEGHIJKLMNOPQ', '') = ''
                           AND (contains(state, 'B') OR contains(state, 'C') OR contains(state, 'E')
                                OR contains(state, 'M') OR contains(state, 'P'))), false)
      AND NOT coalesce(add_months(inspection_until, $months_missed::INTEGER) < $today, false)
      AND (NOT is_sealed OR n_signs > 0)
)
SELECT vehicle || ' ' || id AS key, rule, number AS case_number, court, [debtor, owner] AS parties,
       CASE WHEN unpaid > 0 THEN unpaid END AS amount,
       CASE WHEN rule = 'bought-after' THEN registered ELSE last_terminated END AS act_date,
       -- 使用迹象、车龄、未履行金额，依次排先后。
       n_signs * 100000000000000
           + coalesce(add_months(first_registered, $young_years::INTEGER * 12) >= $today, false)::INTEGER * 10000000000000
           + least(coalesce(unpaid, 0), 9999999999999) AS rank,
       [CASE WHEN registered IS NULL THEN 'since' END, CASE WHEN state IS NULL THEN 'state' END,
        CASE WHEN undated > 0 THEN 'terminated' END] AS missing,
       ['queried', CASE WHEN is_sealed THEN 'sealed-by' END,
        CASE WHEN rule = 'bought-after' THEN 'restricted' END, 'sold', 'lease', 'affiliated',
        CASE WHEN mortgaged IS NOT NULL AND mortgaged NOT IN ('0', '否', '无') THEN 'mortgaged' END, 'where',
        CASE WHEN coalesce(unpaid, 0) = 0 THEN 'plain' END] AS questions,
       [fact('号牌号码', plate, place), fact('车辆识别代号', vin, place), fact('品牌', make, place),
        fact('使用性质', use, place), fact('所有人', owner, place), fact('机动车状态', state, place),
        fact('登记日期', registered, place), fact('初次登记日期', first_registered, place),
        fact('使用迹象', nullif(signs, ''), place)] || cases AS facts
FROM kept
