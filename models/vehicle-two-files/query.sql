-- 一车一条：车辆登记 × 终本案件，按证件号码对应。
-- 每件终本案件的每名被执行人（清单一行可能有几名，、分隔）；已恢复执行的除外。先只看号码。
WITH named AS (
    SELECT debtor_id_norm AS id FROM terminated_cases WHERE resumed IS NULL AND debtor_id_norm IS NOT NULL
    UNION ALL
    SELECT unnest(string_split(debtor_id_norms, '、')) FROM terminated_cases
    WHERE resumed IS NULL AND debtor_id_norms IS NOT NULL
),
-- 其中有车的：收成一个列表，数据库才知道他们很少。
few AS (
    SELECT unnest(list(DISTINCT id)) AS id
    FROM (SELECT owner_id_norm AS id FROM vehicles WHERE owner_id_norm IS NOT NULL
          UNION ALL SELECT unnest(string_split(owner_id_norms, '、')) FROM vehicles WHERE owner_id_norms IS NOT NULL)
    WHERE id IN (SELECT id FROM named WHERE id IS NOT NULL)
),
-- 他们的终本案件，每名被执行人一行；同一件写了两次的算一次，后来装入的代替先前的。
closed AS (
    SELECT * FROM (
        SELECT norm_id(unnest(string_split(debtor_id, '、'))) AS id,
               unnest(CASE WHEN len(string_split(debtor, '、')) = len(string_split(debtor_id, '、'))
                           THEN string_split(debtor, '、') END) AS debtor,
               case_number_norm AS number,
               coalesce(court, case_court(case_number)) AS court, terminated,
               coalesce(unpaid, claim - coalesce(paid, 0)) AS unpaid, place, loaded
        FROM (SELECT * FROM terminated_cases WHERE debtor_id_norm IN (SELECT id FROM few WHERE id IS NOT NULL)
              UNION ALL SELECT * FROM terminated_cases WHERE debtor_id_norms IS NOT NULL)
        WHERE resumed IS NULL)
    WHERE id IN (SELECT id FROM few WHERE id IS NOT NULL)
    QUALIFY row_number() OVER (PARTITION BY id, number ORDER BY loaded DESC, place DESC) = 1
),
-- 共有的车辆一行几个号码。
owned AS (
    SELECT owner_id_norm AS id, * FROM vehicles WHERE owner_id_norm IN (SELECT id FROM few WHERE id IS NOT NULL)
    UNION ALL
    SELECT unnest(string_split(owner_id_norms, '、')) AS id, * FROM vehicles
    WHERE owner_id_norms IS NOT NULL
),
hits AS (
    SELECT o.*, coalesce(norm_vin(vin), plate) AS vehicle, coalesce(since, first_registered) AS registered
    FROM owned o WHERE id IN (SELECT id FROM few WHERE id IS NOT NULL)
),
-- 列表排次序，每个人都要费时；几乎都只有一件案件，只给不止一件的排。
many AS (SELECT id FROM closed GROUP BY id HAVING count(*) > 1),
told AS (
    SELECT *, id IN (SELECT id FROM many) AS is_of_many,
           fact('终本案件', concat_ws('，', number, court, '终本 ' || terminated, '未履行 ' || yuan(unpaid) || ' 元'), place) AS told
    FROM closed
),
-- 每名被执行人一行；案号写其中最后终本的一件，没有终本日期的在前。
debtors AS (
    SELECT c.id, min(c.terminated) AS first_terminated, max(c.terminated) AS last_terminated,
           last(c.number ORDER BY c.terminated NULLS FIRST, c.number) AS number,
           last(c.court ORDER BY c.terminated NULLS FIRST, c.number) AS court, max(c.debtor) AS debtor,
           sum(greatest(c.unpaid, 0)) AS unpaid, count(*) FILTER (WHERE c.terminated IS NULL) AS undated,
           coalesce(list(c.told ORDER BY c.terminated NULLS FIRST, c.number) FILTER (WHERE c.is_of_many), list(c.told)) AS cases
    FROM told c GROUP BY c.id
),
-- 同一辆车后来的登记：先看装入的先后，再看登记日期；号牌会换，先按车辆识别代号认。
newest AS (
    SELECT coalesce(norm_vin(vin), plate) AS vehicle, place FROM (SELECT * FROM vehicles WHERE vin IN (SELECT vehicle FROM hits WHERE vehicle IS NOT NULL)
          UNION ALL
          SELECT * FROM vehicles WHERE plate IN (SELECT vehicle FROM hits WHERE norm_vin(vehicle) IS NULL)
                                   AND NOT coalesce(vin IN (SELECT vehicle FROM hits), false))
    QUALIFY row_number() OVER (PARTITION BY coalesce(norm_vin(vin), plate)
                               ORDER BY loaded DESC, coalesce(since, first_registered) DESC NULLS LAST, place DESC) = 1
),
-- 取得以前最后终本的案件。
before AS (
    SELECT h.place, h.id, last(c.number ORDER BY c.terminated, c.number) AS number, last(c.court ORDER BY c.terminated, c.number) AS court
    FROM hits h JOIN closed c ON c.id = h.id AND c.terminated < h.registered GROUP BY h.place, h.id
),
judged AS (
    SELECT h.*, d.* EXCLUDE (id, number, court), coalesce(b.number, d.number) AS number, coalesce(b.court, d.court) AS court,
           b.place IS NOT NULL AS is_after,
           -- 转出、盗抢、注销、强制注销、报废；查封；读不懂的是不明。
           vehicle_state(state) AS letters, coalesce(translate(letters, 'BCEMP', '') <> letters, false) AS is_gone,
           coalesce(contains(letters, 'K'), false) AS is_sealed, coalesce(contains(letters, '?'), true) AS is_stateless,
           coalesce(add_months(inspection_until, $months_missed::INTEGER) < $today, false) AS is_unused,
           concat_ws('、',
               CASE WHEN inspected > first_terminated THEN '终本后检验 ' || inspected END,
               CASE WHEN inspection_until >= $today THEN '检验有效期至 ' || inspection_until END,
               CASE WHEN insured_until >= $today THEN '保险至 ' || insured_until END) AS signs,
           (coalesce(inspected > first_terminated, false)::INTEGER + coalesce(inspection_until >= $today, false)::INTEGER
               + coalesce(insured_until >= $today, false)::INTEGER) AS n_signs
    FROM hits h JOIN newest n ON n.place = h.place JOIN debtors d ON d.id = h.id LEFT JOIN before b ON b.place = h.place AND b.id = h.id
),
kept AS (
    SELECT *,
           CASE WHEN is_sealed THEN 'sealed-in-use'
                WHEN is_after THEN 'bought-after'
                WHEN registered IS NULL OR last_terminated IS NULL THEN 'undated'
                ELSE 'registered' END AS rule
    FROM judged WHERE NOT is_gone AND NOT is_unused AND (NOT is_sealed OR n_signs > 0)
    -- 同一人在所有人里写了两次的。
    QUALIFY row_number() OVER (PARTITION BY vehicle, id ORDER BY place) = 1
)
SELECT vehicle || ' ' || id AS key, rule, number AS case_number, court, [debtor, owner] AS parties,
       CASE WHEN unpaid > 0 THEN unpaid END AS amount,
       CASE WHEN rule = 'bought-after' THEN registered ELSE last_terminated END AS act_date,
       -- 使用迹象、车龄、未履行金额，依次排先后。
       n_signs * 100000000000000
           + coalesce(add_months(first_registered, $young_years::INTEGER * 12) >= $today, false)::INTEGER * 10000000000000
           + least(coalesce(unpaid, 0), 9999999999999) AS rank,
       [CASE WHEN registered IS NULL THEN 'since' END, CASE WHEN is_stateless THEN 'state' END,
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
