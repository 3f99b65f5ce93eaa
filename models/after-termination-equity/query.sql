-- 一家企业一条：终本以后成立或者取得。
-- 每件终本案件的每名被执行人（清单一行可能有几名，、分隔）；已恢复执行的除外。先只看号码。
WITH named AS (
    SELECT debtor_id_norm AS id, terminated FROM terminated_cases WHERE resumed IS NULL AND terminated IS NOT NULL AND debtor_id_norm IS NOT NULL
    UNION ALL
    SELECT unnest(string_split(debtor_id_norms, '、')), terminated FROM terminated_cases
    WHERE resumed IS NULL AND terminated IS NOT NULL AND debtor_id_norms IS NOT NULL
),
-- 其中终本以后成立、取得企业的：收成一个列表，数据库才知道他们很少。
few AS (
    SELECT unnest(list(DISTINCT o.id)) AS id
    FROM (SELECT owner_id_norm AS id, since FROM companies UNION ALL SELECT legal_id_norm, registered FROM companies) o
    JOIN named n ON n.id = o.id AND n.terminated < o.since
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
-- 执行案件（有的话）记有恢复执行、履行完毕的，也除外。
unresolved AS (
    SELECT * FROM closed
    WHERE terminated IS NOT NULL
      AND number NOT IN (SELECT case_number_norm FROM cases
                         WHERE case_number_norm IN (SELECT number FROM closed WHERE number IS NOT NULL)
                           AND (resumed IS NOT NULL OR satisfied IS NOT NULL) AND case_number IS NOT NULL)
),
-- 股东；经营者、法定代表人没有出资记录的单列。
holders AS (
    SELECT owner_id_norm AS id, owner AS holder, coalesce(credit_code_norm, company) AS firm, since AS got_on,
           false AS is_legal, * FROM companies WHERE owner_id_norm IN (SELECT id FROM unresolved WHERE id IS NOT NULL)
    UNION ALL
    SELECT legal_id_norm, legal, coalesce(credit_code_norm, company), registered, true, * FROM companies
    WHERE legal_id_norm IN (SELECT id FROM unresolved WHERE id IS NOT NULL)
),
hits AS (
    SELECT * EXCLUDE (since), got_on AS since FROM holders h
    WHERE got_on > (SELECT min(terminated) FROM unresolved)
      AND NOT coalesce(contains(state, '注销') OR contains(state, '吊销') OR contains(state, '撤销') OR contains(state, '迁出'), false)
      AND NOT coalesce(former_id_norm = id, false)
      AND NOT (is_legal AND EXISTS (SELECT 1 FROM holders o WHERE o.firm = h.firm AND o.id = h.id AND NOT o.is_legal))
      -- 股东只有姓名、与法定代表人相同的：可能就是他，不说没有出资。
      AND NOT (is_legal AND firm IN (SELECT coalesce(credit_code_norm, company) FROM companies WHERE owner = legal AND owner_id IS NULL))
),
-- 取得以前已经终本的案件；案号写其中最后终本的一件。
got AS (
    SELECT h.place, h.id, max(c.terminated) AS terminated, last(c.number ORDER BY c.terminated, c.number) AS number,
           last(c.court ORDER BY c.terminated, c.number) AS court, last(c.place ORDER BY c.terminated, c.number) AS case_place,
           max(c.debtor) AS debtor, sum(greatest(c.unpaid, 0)) AS unpaid,
           list(fact('终本案件', concat_ws('，', c.number, c.court, '终本 ' || c.terminated,
                                           '未履行 ' || yuan(c.unpaid) || ' 元'), c.place)
                ORDER BY c.terminated, c.number) AS cases
    FROM hits h JOIN unresolved c ON c.id = h.id AND c.terminated < h.since
    GROUP BY h.place, h.id
),
judged AS (
    SELECT h.*, g.* EXCLUDE (place, id),
           CASE WHEN h.is_legal AND coalesce(contains(h.kind, '个体') OR contains(h.kind, '个人独资'), false) THEN 'founded'
                WHEN h.is_legal THEN 'legal'
                WHEN h."until" <= $today THEN 'gone'
                WHEN h.registered > g.terminated THEN 'founded' ELSE 'acquired' END AS rule
    FROM hits h JOIN got g ON g.place = h.place AND g.id = h.id
    -- 原来就是他的：增资、变更登记，不是取得。
    WHERE NOT EXISTS (SELECT 1 FROM holders o WHERE o.firm = h.firm AND o.id = h.id AND NOT o.is_legal AND o.got_on < h.since)
    QUALIFY row_number() OVER (PARTITION BY h.firm, h.id ORDER BY h.loaded DESC, h.since DESC, h.place DESC) = 1
)
SELECT firm || ' ' || id AS key, rule, number AS case_number, court, [coalesce(debtor, holder), company] AS parties,
       CASE WHEN unpaid > 0 THEN unpaid END AS amount, since AS act_date,
       CASE rule WHEN 'founded' THEN 3 WHEN 'acquired' THEN 2 WHEN 'gone' THEN 1 ELSE 0 END * 10000000000000
           + least(coalesce(paid, subscribed, 0), 9999999999999) AS rank,
       [CASE WHEN rule IN ('founded', 'acquired') AND paid IS NULL THEN 'paid-in' END] AS missing,
       [CASE WHEN rule <> 'legal' THEN 'worth' END, 'nominal', 'money', 'restricted',
        CASE WHEN contains(kind, '个体') THEN 'spouse-company' END, 'reported', CASE WHEN coalesce(unpaid, 0) = 0 THEN 'plain' END] AS questions,
       [fact('企业名称', company, place), fact('统一社会信用代码', credit_code, place), fact('企业类型', kind, place), fact('成立日期', registered, place),
        fact('法定代表人', legal, place), fact('股东名称', owner, place), fact('登记日期', since, place), fact('退出日期', "until", place),
        fact('认缴出资额', yuan(subscribed), place), fact('实缴出资额', yuan(paid), place), fact('持股比例', share, place),
        fact('登记状态', state, place), fact('终本日期', terminated, case_place)] || cases AS facts
FROM judged
