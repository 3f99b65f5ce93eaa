-- 一人一种收入一条：终本以后仍在发放、缴纳，或者有余额、有补偿。
-- 每件终本案件的每名被执行人（清单一行可能有几名，、分隔）；已恢复执行的除外。先只看号码。
WITH named AS (
    SELECT debtor_id_norm AS id FROM terminated_cases WHERE resumed IS NULL AND terminated IS NOT NULL AND debtor_id_norm IS NOT NULL
    UNION ALL
    SELECT unnest(string_split(debtor_id_norms, '、')) FROM terminated_cases
    WHERE resumed IS NULL AND terminated IS NOT NULL AND debtor_id_norms IS NOT NULL
),
-- 其中有收入的：收成一个列表，数据库才知道他们很少。
few AS (
    SELECT unnest(list(DISTINCT person_id_norm)) AS id FROM incomes
    WHERE person_id_norm IN (SELECT id FROM named WHERE id IS NOT NULL)
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
latest AS (
    SELECT person_id_norm AS id, * FROM incomes
    WHERE person_id_norm IN (SELECT id FROM unresolved WHERE id IS NOT NULL)
),
-- 每名被执行人一行；案号写其中最后终本的一件。
debtors AS (
    SELECT c.id, max(c.terminated) AS terminated, last(c.number ORDER BY c.terminated, c.number) AS number,
           last(c.court ORDER BY c.terminated, c.number) AS court, last(c.place ORDER BY c.terminated, c.number) AS case_place,
           max(c.debtor) AS debtor, sum(greatest(c.unpaid, 0)) AS unpaid,
           list(fact('终本案件', concat_ws('，', c.number, c.court, '终本 ' || c.terminated,
                                           '未履行 ' || yuan(c.unpaid) || ' 元'), c.place)
                ORDER BY c.terminated, c.number) AS cases
    FROM unresolved c WHERE c.id IN (SELECT id FROM latest WHERE id IS NOT NULL) GROUP BY c.id
),
judged AS (
    SELECT l.*, d.* EXCLUDE (id),
           CASE WHEN contains(kind, '公积金') AND balance IS NOT NULL THEN 'balance'
                WHEN CASE WHEN paid_once IS NOT NULL THEN "from" ELSE "until" END IS NULL THEN 'undated'
                WHEN paid_once IS NOT NULL THEN 'compensation'
                WHEN contains(kind, '养老金') OR contains(kind, '退休') OR contains(kind, '工资') OR contains(kind, '津贴')
                     OR contains(kind, '发放') OR contains(kind, '租金') THEN 'monthly'
                ELSE 'contributions' END AS rule
    FROM latest l JOIN debtors d ON d.id = l.id
),
kept AS (
    SELECT * FROM judged
    WHERE CASE WHEN rule = 'balance' THEN balance >= $least_balance * 100::BIGINT
               WHEN paid_once IS NOT NULL
               THEN paid_once >= $least_balance * 100::BIGINT AND (rule = 'undated' OR "from" > terminated)
               -- 按月：末次月份晚于终本当月。
               ELSE (rule = 'undated' OR date_trunc('month', "until") > date_trunc('month', terminated))
                    AND NOT coalesce(monthly <= $living * 100::BIGINT, false) END
    QUALIFY row_number() OVER (PARTITION BY id, kind, unit, "from" ORDER BY loaded DESC, place DESC) = 1
)
SELECT concat_ws(' ', id, kind, unit, "from") AS key, rule, number AS case_number, court, [debtor, person] AS parties,
       CASE WHEN unpaid > 0 THEN unpaid END AS amount,
       CASE rule WHEN 'compensation' THEN "from" WHEN 'balance' THEN coalesce(as_of, $today) WHEN 'undated' THEN NULL ELSE "until" END AS act_date,
       CASE rule WHEN 'compensation' THEN 4 WHEN 'monthly' THEN 3 WHEN 'balance' THEN 2 WHEN 'contributions' THEN 1 ELSE 0 END * 10000000000000
           + least(coalesce(paid_once, balance, monthly, 0), 9999999999999) AS rank,
       [CASE WHEN rule = 'undated' AND paid_once IS NULL THEN 'until' END, CASE WHEN rule = 'undated' AND paid_once IS NOT NULL THEN 'paid-on' END,
        CASE WHEN rule IN ('monthly', 'contributions') AND monthly IS NULL THEN 'monthly' END] AS missing,
       [CASE WHEN rule IN ('monthly', 'contributions') THEN 'dependants' END, CASE WHEN rule = 'monthly' THEN 'payer' END,
        CASE WHEN rule = 'contributions' THEN 'real' END, CASE WHEN rule = 'balance' THEN 'withdraw' END, 'other-court',
        CASE WHEN rule = 'compensation' THEN 'whose' END, 'reported', CASE WHEN coalesce(unpaid, 0) = 0 THEN 'plain' END] AS questions,
       [fact('姓名', person, place), fact('收入种类', kind, place), fact('单位', unit, place), fact('起始月份', "from", place),
        fact('末次月份', "until", place), fact('月额', yuan(monthly), place), fact('余额', yuan(balance), place),
        fact('补偿金额', yuan(paid_once), place), fact('补偿日期', CASE WHEN paid_once IS NOT NULL THEN "from" END, place),
        fact('终本日期', terminated, case_place), fact('数据日期', as_of, place)] || cases AS facts
FROM kept
