// Written by `npm run client` from the description with the digest 2d1bf63458e4fbe7a60821b2393f0f62857fe691d93c567b4ff8682c267fa02b

export interface paths {
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Say that the process lives. */
        get: operations["get_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell what was measured, for Prometheus: latencies, job times, age and size of what is asked. */
        get: operations["get_metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Say whether a snapshot can be mapped to answer from. */
        get: operations["get_readiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/rising": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List whose share of all that is passed on has grown between two windows, the surest first. */
        get: operations["list_rising"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** List the accounts that a text and a filter find, sorted, and if asked for, diverse. */
        post: operations["find_accounts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Describe one account by its key, handle or native id; several matches are refused and listed. */
        get: operations["get_account"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audiences/unheard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List which people have heard nothing for a time, and whom to ask so that most of them do. */
        get: operations["list_unheard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the latest calls made with a key, latest first: who, what, when, how it ended. */
        get: operations["list_audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/backtest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the last back-test, of a topic or of all messages: every ranker, controls, and who is served.
         * @description <br/>Without one the problem says how it is made.
         */
        get: operations["show_backtest"];
        put?: never;
        /** Test every ranking on messages that started later, keep the result, and serve the winner. */
        post: operations["run_backtest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bridges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List who brings messages from one community to another, in people lost without them. */
        get: operations["get_bridges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cascades": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the recorded messages, most people first. */
        get: operations["list_cascades"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cascades/draw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Draw one message from a model, and report on it as on a recorded one. */
        post: operations["draw_cascade"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cascades/simulate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Estimate how far a message goes from accounts that start it together, by hop and time too. */
        post: operations["simulate_cascade"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cascades/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Report what happened to a recorded message: hops, life, re-ignitions, borders, credit. */
        get: operations["get_cascade"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cascades/{key}/forecast": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Forecast how far a message goes from what was seen of it, and who is likely next. */
        post: operations["forecast_cascade"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/centrality": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the measures that accounts can be ranked by. */
        get: operations["list_measures_of_centrality"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/centrality/{measure}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the most central accounts by one measure, highest first. */
        get: operations["list_central_accounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/communities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the communities, largest first, each with its leaders. */
        get: operations["get_communities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/communities/{community}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Describe one community: cohesion, roles, leaders, topics and languages. */
        get: operations["get_community"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/{format}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Write a network as a file, laid out and coloured, accounts by pseudonyms unless told otherwise. */
        get: operations["export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/forecasts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the frozen forecasts with what came of them, and how well all of them together hold. */
        get: operations["list_forecasts"];
        put?: never;
        /** Freeze a forecast under a name that is free, so that what comes can be held against it. */
        post: operations["freeze_forecast"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/forecasts/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Score a frozen forecast against what was recorded after it. */
        get: operations["get_forecast"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/graph": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Say how much is loaded: accounts, edges, topics, ties by kind, platforms. */
        get: operations["get_graph"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/graph/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the versions of the graph that are kept; `graph_version` or `as_of` asks one of them. */
        get: operations["list_graph_versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ingest/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a file into the store: all of it shows at once, or nothing of it stays. */
        post: operations["ingest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the latest jobs, latest first. */
        get: operations["list_jobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Say where a job stands: its state, its progress, and where the answer is. */
        get: operations["get_job"];
        put?: never;
        post?: never;
        /** Cancel a job that waits or runs; one that is finished stays as it is. */
        delete: operations["cancel_job"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}/result": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Return the answer: the bytes, the status and the type that the call itself would have had. */
        get: operations["get_job_result"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/loads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what was taken in, in its order: when, from where, and how much of it was refused. */
        get: operations["list_all_loads"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/loads/{load}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take one load back as if it had never been. */
        delete: operations["undo"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/map": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Draw the network: leading relays, a fair sample of everybody else, communities for the rest. */
        get: operations["get_map"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/overlap": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Count whom some accounts reach together, two by two, and each alone. */
        post: operations["compare_audiences"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/paths": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the best paths to an account: probable, warm, or as they happened. */
        get: operations["list_paths"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the plans that are kept, latest first. */
        get: operations["list_plans"];
        put?: never;
        /** Choose whom to ask, under a number or a budget, with a certificate and what simple rules give. */
        post: operations["plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans/equivalents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Find a cheap group of accounts that together goes as far as one star. */
        post: operations["equivalents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans/what_if": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Compare a plan with the same plan changed, by the same samples. */
        post: operations["change"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans/{plan}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Return a plan as it was answered. */
        get: operations["get_plan"];
        put?: never;
        post?: never;
        /** Delete a plan that is kept. */
        delete: operations["delete_plan"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans/{plan}/what_if": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Compare a plan that is kept with the same plan changed, on the snapshot of now. */
        post: operations["change_kept_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/privacy/subjects/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell all that is held of somebody: rows, their sources, since when, and scores with their rules. */
        get: operations["get_subject"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/privacy/subjects/{key}/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Erase somebody, with all that was computed from their rows; no later load brings them back. */
        post: operations["erase_subject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/privacy/subjects/{key}/object": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hide somebody from every answer, within a minute. */
        post: operations["object_to_answers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/privacy/subjects/{key}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take somebody's objection back: they are in answers again, within a minute. */
        post: operations["withdraw_objection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/relays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the accounts that carry messages on a topic furthest, best first, with intervals. */
        get: operations["list_relays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/relays/group": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show what some accounts carry together, which is not what they carry one by one. */
        get: operations["show_group"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Say who calls and what they may, whether or not they showed a key. */
        get: operations["get_session"];
        put?: never;
        /** Show a key, and be known for twelve hours at most by a cookie that stands for it. */
        post: operations["log_in"];
        /** End the session, if there is one. */
        delete: operations["log_out"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/topics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the topics with most authors, most first. */
        get: operations["list_topics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/topics/aliases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the aliases: names under which several topics can be asked about together. */
        get: operations["list_aliases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/upstream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the mid-size accounts that lead the large ones on a topic, tested against chance. */
        get: operations["list_upstream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Account
         * @description An account as lists show it.
         */
        Account: {
            /**
             * Community
             * @description Number of the community, from 0, largest first; null where alone.
             */
            community: number | null;
            /** Followers */
            followers: number | null;
            /** Handle */
            handle: string | null;
            /** Key */
            key: string;
        };
        /**
         * AccountAnswer
         * @description One account.
         */
        AccountAnswer: {
            account: components["schemas"]["AccountDetail"];
            meta: components["schemas"]["Meta"];
            /** @description Its ties and its posts; null unless asked for. */
            reasons: components["schemas"]["Reasons"] | null;
        };
        /**
         * AccountDetail
         * @description All that the snapshot knows of one account.
         */
        AccountDetail: {
            /**
             * Community
             * @description Number of the community, from 0, largest first; null where alone.
             */
            community: number | null;
            /** Followers */
            followers: number | null;
            /** Handle */
            handle: string | null;
            /**
             * Heard By
             * @description Accounts that its own messages can reach in one step.
             */
            heard_by: number;
            /**
             * Hears
             * @description Accounts whose messages can reach it in one step.
             */
            hears: number;
            /** Key */
            key: string;
            /** Language */
            language: string | null;
            /** Name */
            name: string | null;
            /** Platform */
            platform: string;
        };
        /**
         * Age
         * @description How far a message had come at one age.
         */
        Age: {
            /** Age Seconds */
            age_seconds: number;
            /**
             * People
             * @description To how many it had come by then; who started it is not counted.
             */
            people: number;
            /**
             * Still To Come
             * @description Share of all of those, at known times, who came later.
             */
            still_to_come: number;
        };
        /**
         * Alert
         * @description Whether to be alarmed: the message will probably pass a size.
         */
        Alert: {
            /**
             * Above
             * @description Alarm from this probability on.
             */
            above: number;
            /**
             * People
             * @description The size.
             */
            people: number;
            /**
             * Probability
             * @description That the message comes to so many people or more.
             */
            probability: number;
            /** Raised */
            raised: boolean;
            /**
             * Relays
             * @description Two or three next relays to watch, where it is raised.
             */
            relays: components["schemas"]["Account"][];
        };
        /**
         * AnyWay
         * @description How likely a message gets there at all, over all paths together.
         */
        AnyWay: {
            /** @description Probability that the account passes the message on. */
            passes_on: components["schemas"]["Estimate"];
            /** @description Probability that it sees the message. */
            sees: components["schemas"]["Estimate"];
        };
        /**
         * AtK
         * @description How the k accounts that a ranker puts first do in the test messages, mean over the windows.
         */
        AtK: {
            /** @description Truth of the chosen k over truth of the best k. */
            captured: components["schemas"]["Estimate"];
            /** K */
            k: number;
            /** @description Gain by rank, discounted, over that of the best order. */
            ndcg: components["schemas"]["Estimate"];
            /** @description Distinct people, over those of k chosen greedily in the test. */
            oracle: components["schemas"]["Estimate"];
            /** @description DNI: distinct people whom the chosen k reach in the test messages. */
            people: components["schemas"]["Estimate"];
            /** @description Share of the chosen k who are among the best k. */
            precision: components["schemas"]["Estimate"];
        };
        /**
         * Audience
         * @description The audience of one account beside those of the others.
         */
        Audience: {
            account: components["schemas"]["Account"];
            /** @description People whom none of the other accounts reaches. */
            alone: components["schemas"]["People"];
            /**
             * Alone Share
             * @description Their part of its audience; null where it has none.
             */
            alone_share: number | null;
            people: components["schemas"]["People"];
        };
        /**
         * AuditLine
         * @description One call with a key.
         */
        AuditLine: {
            /**
             * At
             * @description In UTC.
             */
            at: string;
            /**
             * Holder
             * @description Who holds it.
             */
            holder: string;
            /**
             * Key
             * @description Id of the key.
             */
            key: string;
            /** Milliseconds */
            milliseconds: number;
            /** Operation */
            operation: string;
            /**
             * Status
             * @description Of HTTP.
             */
            status: number;
        };
        /**
         * AuditLines
         * @description The latest calls, latest first: who called what, and never about whom.
         */
        AuditLines: {
            /**
             * Has More
             * @description Whether there is a next page.
             */
            has_more: boolean;
            /** Items */
            items: components["schemas"]["AuditLine"][];
            /**
             * Next Cursor
             * @description What `cursor` asks for the next page; null on the last.
             */
            next_cursor: string | null;
            /**
             * Total Estimate
             * @description Items on all pages; null where that is not known.
             */
            total_estimate: number | null;
        };
        /**
         * Backtest
         * @description What rankers learned before a cut say of messages that started after it.
         */
        Backtest: {
            /** Actions */
            actions: number;
            /** Below */
            below: components["schemas"]["BelowForecast"][];
            /**
             * Capped
             * @description Actions left out: an account that acts faster than anybody can.
             */
            capped: number;
            /**
             * Ceiling
             * @description The best possible choice among accounts known before the cut.
             */
            ceiling: components["schemas"]["AtK"][];
            /** Controls */
            controls: components["schemas"]["Control"][];
            /**
             * Guessed Share
             * @description Share of the parents that are a guess.
             */
            guessed_share: number | null;
            /**
             * Left Out
             * @description Rankers that cannot be asked of these data, and why.
             */
            left_out: {
                [key: string]: string;
            };
            /**
             * Measure
             * @description The main measure, by which the winner is found: captured; of one event, people reached.
             * @enum {string}
             */
            measure: "captured" | "oracle";
            /** Messages */
            messages: number;
            meta: components["schemas"]["Meta"];
            /**
             * N Resamples
             * @description Resamples of the test messages in each window.
             */
            n_resamples: number;
            /**
             * Parents
             * @description How parents were guessed where the data do not say.
             * @enum {string}
             */
            parents: "earliest-exposed" | "most-recent-exposed" | "weighted";
            /**
             * Rankers
             * @description Most captured first.
             */
            rankers: components["schemas"]["RankerFigures"][];
            /**
             * Ranks
             * @description Sources where all actions are of one event, relays otherwise.
             * @enum {string}
             */
            ranks: "relays" | "sources";
            /** Reliability */
            reliability: components["schemas"]["Reliability"][];
            served: components["schemas"]["Served"];
            /** Sizes */
            sizes: components["schemas"]["SizeForecast"][];
            /** Windows */
            windows: components["schemas"]["BacktestWindow"][];
        };
        /**
         * BacktestBody
         * @description Of which messages, and how they are tested.
         */
        BacktestBody: {
            /**
             * Cuts
             * @description Windows of later messages.
             * @default 4
             */
            cuts?: number;
            /**
             * N Resamples
             * @description Behind the intervals.
             * @default 1000
             */
            n_resamples?: number;
            /**
             * Parents
             * @description From whom somebody has it where the data do not say.
             * @default most-recent-exposed
             * @enum {string}
             */
            parents?: "most-recent-exposed" | "earliest-exposed";
            /**
             * Random Seed
             * @description Same question, same seed: same bytes.
             * @default 0
             * @example 1
             */
            random_seed?: number;
            /** Topic */
            topic?: string | null;
        };
        /**
         * BacktestWindow
         * @description One cut: what was learned before it, and what was tested behind it.
         */
        BacktestWindow: {
            /**
             * Cut
             * @description ISO 8601 in UTC; what happened before is learned from.
             */
            cut: string;
            /**
             * Dropped
             * @description Messages of neither; with the other two, all there are.
             */
            dropped: number;
            /**
             * Dropped Actions
             * @description After the cut on messages from before it, on dropped messages, or without a time.
             */
            dropped_actions: number;
            /**
             * People
             * @description People below somebody in the test messages, each once an account above.
             */
            people: number;
            /**
             * Test
             * @description Messages that the rankers are tested on.
             */
            test: number;
            /** Test Actions */
            test_actions: number;
            /**
             * Train
             * @description Messages that started before the cut; in an event, accounts passed on.
             */
            train: number;
            /** Train Actions */
            train_actions: number;
            /**
             * Unseen
             * @description Share of the truth that belongs to accounts never seen before the cut: no ranking of past accounts can have it.
             */
            unseen: number;
            /**
             * Until
             * @description ISO 8601 in UTC; what starts from the cut up to here is the test.
             */
            until: string;
        };
        /**
         * BelowForecast
         * @description How far "so many people come by way of this account when it passes on" holds, where it is largest.
         */
        BelowForecast: {
            /** @description The same of each account's own mean. */
            raw: components["schemas"]["Estimate"];
            /**
             * Share
             * @description Of the accounts seen before and after: those with so large a share.
             */
            share: number;
            /** @description People forecast over people who came; drawn towards what is usual. */
            shrunk: components["schemas"]["Estimate"];
        };
        /**
         * Border
         * @description Bounces across one border.
         */
        Border: {
            /**
             * Bounces
             * @description Of how many bounces both sides are known.
             */
            bounces: number;
            /**
             * Carriers
             * @description Most people below first.
             */
            carriers: components["schemas"]["Carrier"][];
            /**
             * Crossings
             * @description How many of them have different sides.
             */
            crossings: number;
            /**
             * Passages
             * @description Most crossings first.
             */
            passages: components["schemas"]["Passage"][];
        };
        /**
         * Bounce
         * @description The people at one hop.
         */
        Bounce: {
            /**
             * Hop
             * @description Bounces from who started it.
             */
            hop: number;
            /** People */
            people: number;
            /**
             * Reproduction
             * @description R: people at the next hop for each of these.
             */
            reproduction: number;
            /**
             * Still To Come
             * @description Share of the people it came to who are further away.
             */
            still_to_come: number;
        };
        /**
         * Bridge
         * @description An account that brings messages of a community to another.
         */
        Bridge: {
            account: components["schemas"]["Account"];
            /** @description People of the destination who would not see a message, were it to pass nothing on. */
            lost: components["schemas"]["Estimate"];
            /**
             * Tie Share
             * @description Share of the weight of ties from origin to destination at one of whose ends it is; null where there is no such tie.
             */
            tie_share: number | null;
        };
        /**
         * BridgeTie
         * @description A tie that brings messages of a community to another.
         */
        BridgeTie: {
            /** @description People of the destination who would not see a message without it. */
            lost: components["schemas"]["Estimate"];
            source: components["schemas"]["Account"];
            target: components["schemas"]["Account"];
            /**
             * Tie Share
             * @description Its share of the weight of ties between the two.
             */
            tie_share: number;
        };
        /**
         * Bridges
         * @description Bridges between communities: people lost beside the share of ties.
         */
        Bridges: {
            /**
             * Has More
             * @description Whether there is a next page.
             */
            has_more: boolean;
            /** Items */
            items: components["schemas"]["CommunityPair"][];
            meta: components["schemas"]["Meta"];
            /**
             * Next Cursor
             * @description What `cursor` asks for the next page; null on the last.
             */
            next_cursor: string | null;
            /**
             * Total Estimate
             * @description Items on all pages; null where that is not known.
             */
            total_estimate: number | null;
        };
        /** BridgesOrChosenFields */
        BridgesOrChosenFields: components["schemas"]["Bridges"] | components["schemas"]["ChosenFields"];
        /**
         * Calibration
         * @description What all scored numbers of all frozen forecasts came to.
         */
        Calibration: {
            /**
             * Changed
             * @description Forecasts left out because they were changed after they were frozen.
             */
            changed: number;
            /**
             * Forecasts
             * @description Frozen forecasts with a scored number.
             */
            forecasts: number;
            /**
             * Msle
             * @description Mean squared error of log(1 + value), natural logarithm.
             */
            msle: number | null;
            /**
             * Promised
             * @description Share that was meant to be: mean of the levels.
             */
            promised: number | null;
            /**
             * Ratio
             * @description Sum of the forecasts over the sum of what came.
             */
            ratio: number | null;
            /** Scored */
            scored: number;
            /** Unscored */
            unscored: number;
            /** @description Share of the scored numbers within their interval. */
            within: components["schemas"]["Estimate"] | null;
        };
        /**
         * Carried
         * @description How many more a message reaches because the account may pass it on.
         */
        Carried: {
            /** @description Distinct people who see it. */
            people: components["schemas"]["Estimate"];
            /** @description Accounts that pass it on themselves. */
            relays: components["schemas"]["Estimate"];
        };
        /**
         * CarriedHop
         * @description What of it is carried over so many hops, by the shortest way from who starts.
         */
        CarriedHop: {
            /** Hop */
            hop: number;
            /** @description Distinct people who see it. */
            people: components["schemas"]["Estimate"];
            /** @description Accounts that pass it on themselves. */
            relays: components["schemas"]["Estimate"];
        };
        /**
         * Carrier
         * @description Who carried a message across a border.
         */
        Carrier: {
            account: components["schemas"]["Account"];
            /** Destination */
            destination: string;
            /** Origin */
            origin: string;
            /**
             * People Below
             * @description How many have it by way of this account.
             */
            people_below: number;
        };
        /**
         * Cascade
         * @description How far a message goes from accounts that start it together.
         */
        Cascade: {
            /**
             * By Community
             * @description Most people first; null unless asked for. Accounts without a tie are in no community.
             */
            by_community: components["schemas"]["CommunityShare"][] | null;
            /** By Hop */
            by_hop: components["schemas"]["Hop"][];
            /**
             * By Time
             * @description Null under a model in which nothing takes time.
             */
            by_time: components["schemas"]["Moment"][] | null;
            /**
             * Horizon
             * @description Hours after which nothing counts; null where there is no end.
             */
            horizon: number | null;
            meta: components["schemas"]["Meta"];
            /** @description Distinct people who see it, the starting ones included. */
            reach: components["schemas"]["Estimate"];
            /** @description Accounts that pass it on, the starting ones included. */
            spread: components["schemas"]["Estimate"];
        };
        /**
         * CascadeForecast
         * @description How far a message will go, given what was seen of it until some time, and who is next.
         */
        CascadeForecast: {
            /** @description Null where no size is asked for. */
            alert: components["schemas"]["Alert"] | null;
            author: components["schemas"]["Account"] | null;
            /** Cascade */
            cascade: string;
            /**
             * Expected
             * @description Mean final size, which few very large ones pull up.
             */
            expected: number;
            /**
             * Exposed
             * @description How many accounts may still pass it on, listed or not.
             */
            exposed: number;
            /** High */
            high: number;
            /**
             * Low
             * @description Nine of ten such messages end between low and high.
             */
            low: number;
            meta: components["schemas"]["Meta"];
            /**
             * Method
             * @description hawkes: from those who came so far; author: from earlier messages of who started it.
             * @enum {string}
             */
            method: "hawkes" | "author";
            /**
             * Middle
             * @description Final size in the middle of the logarithms: errs least by ratio.
             */
            middle: number;
            /**
             * N
             * @description Earlier messages it was learned from.
             */
            n: number;
            /**
             * Next Relays
             * @description Most people to be expected by way of them first.
             */
            next_relays: components["schemas"]["NextRelay"][];
            /**
             * Observed Minutes
             * @description How much of the message is seen; 0: only its author.
             */
            observed_minutes: number;
            /**
             * Observed Until
             * @description Nothing from then on counts, ISO 8601 in UTC.
             */
            observed_until: string;
            /**
             * People
             * @description Who have it by then, who started it included.
             */
            people: number;
            /** Quantiles */
            quantiles: components["schemas"]["Quantile"][];
            /** @description Null where there are too few earlier messages to try it on. */
            tried: components["schemas"]["Trial"] | null;
        };
        /** CascadeOrCosts */
        CascadeOrCosts: components["schemas"]["Cascade"] | components["schemas"]["Costs"];
        /**
         * CascadeReport
         * @description What happened to one message, bounce by bounce.
         */
        CascadeReport: {
            author: components["schemas"]["Account"] | null;
            /**
             * Beyond First Hop
             * @description Share of the people it came to who have it from no starter; null without any.
             */
            beyond_first_hop: number | null;
            /**
             * Borders
             * @description By language, place, platform and community.
             */
            borders: {
                [key: string]: components["schemas"]["Border"];
            };
            /**
             * Breadth
             * @description Most people at one hop.
             */
            breadth: number;
            /**
             * By Community
             * @description Most people first; null unless asked for. Accounts without a tie are in no community.
             */
            by_community: components["schemas"]["CommunityPeople"][] | null;
            /** By Hop */
            by_hop: components["schemas"]["Bounce"][];
            /**
             * Cascade
             * @description Key of the message; null where it was drawn from a model.
             */
            cascade: string | null;
            /**
             * Credit
             * @enum {string}
             */
            credit: "below" | "leave-one-out" | "shapley";
            /**
             * Depth
             * @description The last hop.
             */
            depth: number;
            /** @description Null without any time: a drawn message has hops only. */
            life: components["schemas"]["Life"] | null;
            meta: components["schemas"]["Meta"];
            /** @description Null where it was drawn: there nothing is guessed. */
            parents: components["schemas"]["Parents"] | null;
            /**
             * People
             * @description Distinct people, as many as there are at all hops together.
             */
            people: number;
            /** Reignitions */
            reignitions: components["schemas"]["Reignition"][];
            /**
             * Relays
             * @description Most credit first.
             */
            relays: components["schemas"]["Credited"][];
            /** @description Null unless asked for. */
            replay: components["schemas"]["Replay"] | null;
            /**
             * Starters
             * @description People who have it from nobody.
             */
            starters: number;
            /**
             * Structural Virality
             * @description Mean distance of two people with the same start, over all pairs; null without a pair.
             */
            structural_virality: number | null;
        };
        /**
         * Centrality
         * @description The most central accounts by one measure, highest first.
         */
        Centrality: {
            /**
             * Has More
             * @description Whether there is a next page.
             */
            has_more: boolean;
            /** Items */
            items: components["schemas"]["Ranked"][];
            /** Meaning */
            meaning: string;
            /** Measure */
            measure: string;
            meta: components["schemas"]["Meta"];
            /**
             * Next Cursor
             * @description What `cursor` asks for the next page; null on the last.
             */
            next_cursor: string | null;
            /**
             * Total Estimate
             * @description Items on all pages; null where that is not known.
             */
            total_estimate: number | null;
        };
        /** CentralityOrChosenFields */
        CentralityOrChosenFields: components["schemas"]["Centrality"] | components["schemas"]["ChosenFields"];
        /**
         * Certificate
         * @description How good a plan is, compared with the best that the demands allow.
         */
        Certificate: {
            /**
             * Delta
             * @description Probability that one of the bounds fails.
             */
            delta: number;
            /**
             * Guarantee
             * @description What theory promises under such demands, if anything.
             */
            guarantee: number | null;
            /**
             * Lower
             * @description The plan is worth at least this.
             */
            lower: number;
            /** N Sets */
            n_sets: number;
            /**
             * Ratio
             * @description At least this share of the best.
             */
            ratio: number;
            /**
             * Upper
             * @description No plan within the demands is worth more.
             */
            upper: number;
        };
        /**
         * Change
         * @description One quantity before and after a change, and the difference from paired samples.
         */
        Change: {
            after: components["schemas"]["Estimate"];
            before: components["schemas"]["Estimate"];
            difference: components["schemas"]["Estimate"];
        };
        /**
         * ChangeBody
         * @description A plan, and what changes.
         */
        ChangeBody: {
            /**
             * Acceptance
             * @description How likely an account says yes of which that is not known.
             */
            acceptance?: number | null;
            /**
             * Add
             * @description Accounts that are asked besides.
             */
            add?: string[];
            /**
             * Already Reached
             * @description People who no longer count.
             */
            already_reached?: string[];
            /** Model */
            model?: string | null;
            /**
             * New Prices
             * @description What some accounts cost after the change.
             */
            new_prices?: {
                [key: string]: number;
            } | null;
            /**
             * Random Seed
             * @description Same question, same seed: same bytes.
             * @default 0
             * @example 1
             */
            random_seed?: number;
            /**
             * Refuse
             * @description Accounts of the plan that say no.
             */
            refuse?: string[];
            /**
             * Remove
             * @description Accounts of the plan that are not asked after all.
             */
            remove?: string[];
            /**
             * Seeds
             * @description The plan.
             */
            seeds: string[];
            /**
             * Targets
             * @description Only these people count; by default everybody.
             */
            targets?: string[];
            /** Topic */
            topic?: string | null;
        };
        /**
         * ChangedPlan
         * @description What a changed plan would change.
         */
        ChangedPlan: {
            /** Currency */
            currency: string | null;
            meta: components["schemas"]["Meta"];
            /** Price After */
            price_after: number | null;
            /** Price Before */
            price_before: number | null;
            reach: components["schemas"]["Change"];
            /**
             * Seeds
             * @description Who is asked after the change.
             */
            seeds: components["schemas"]["Account"][];
            spread: components["schemas"]["Change"];
        };
        /** ChangedPlanOrCosts */
        ChangedPlanOrCosts: components["schemas"]["ChangedPlan"] | components["schemas"]["Costs"];
        /**
         * ChosenFields
         * @description A list of whose items `fields` chose some fields; what else it says, it says as ever.
         */
        ChosenFields: {
            /** Has More */
            has_more: boolean;
            /** Items */
            items: {
                [key: string]: components["schemas"]["JsonValue"];
            }[];
            /** Next Cursor */
            next_cursor: string | null;
            /** Total Estimate */
            total_estimate: number | null;
        } & {
            [key: string]: unknown;
        };
        /**
         * Cohesion
         * @description How much a community keeps to itself; null where there is nothing to divide by.
         */
        Cohesion: {
            /**
             * Conductance
             * @description Weight of ties that leave it, over that of all ties at the smaller side.
             */
            conductance: number | null;
            /**
             * Density
             * @description Share of ordered pairs of members that an edge joins.
             */
            density: number | null;
            /**
             * Inside Share
             * @description Share of its ties' weight that stays inside.
             */
            inside_share: number | null;
            /**
             * Reciprocity
             * @description Share of edges inside that run both ways.
             */
            reciprocity: number | null;
        };
        /**
         * Communities
         * @description The communities, largest first; accounts without any tie belong to none.
         */
        Communities: {
            /**
             * Communities
             * @description How many there are.
             */
            communities: number;
            /**
             * Confidence
             * @description Share of the runs that agree, of members on average; null without several runs.
             */
            confidence: number | null;
            /**
             * Has More
             * @description Whether there is a next page.
             */
            has_more: boolean;
            /** Items */
            items: components["schemas"]["CommunityItem"][];
            meta: components["schemas"]["Meta"];
            /** Method */
            method: string;
            /**
             * Modularity
             * @description Null where accounts may be in several communities.
             */
            modularity: number | null;
            /**
             * Next Cursor
             * @description What `cursor` asks for the next page; null on the last.
             */
            next_cursor: string | null;
            /**
             * Resolution
             * @description What was asked for; null is the method's own.
             */
            resolution: number | null;
            /**
             * Total Estimate
             * @description Items on all pages; null where that is not known.
             */
            total_estimate: number | null;
        };
        /** CommunitiesOrChosenFields */
        CommunitiesOrChosenFields: components["schemas"]["Communities"] | components["schemas"]["ChosenFields"];
        /**
         * CommunityCard
         * @description What a community is like.
         */
        CommunityCard: {
            cohesion: components["schemas"]["Cohesion"];
            /** Community */
            community: number;
            /**
             * Connectors
             * @description Ties most spread over other communities, first.
             */
            connectors: components["schemas"]["Member"][];
            /** Languages */
            languages: components["schemas"]["OverRepresented"][];
            /**
             * Leaders
             * @description Most listened to inside, first.
             */
            leaders: components["schemas"]["Member"][];
            meta: components["schemas"]["Meta"];
            /** Name */
            name: string;
            /**
             * Niche Leaders
             * @description The same among those with few enough followers; null unless asked for.
             */
            niche_leaders: components["schemas"]["Member"][] | null;
            /**
             * Roles
             * @description Members by role.
             */
            roles: {
                [key: string]: number;
            };
            /**
             * Size
             * @description People in it.
             */
            size: number;
            /** Topics */
            topics: components["schemas"]["OverRepresented"][];
        };
        /**
         * CommunityItem
         * @description One community with its leaders.
         */
        CommunityItem: {
            /**
             * Community
             * @description Number, from 0, largest first; it holds in this snapshot alone.
             */
            community: number;
            /**
             * Confidence
             * @description Share of the runs that agree, of members on average; null without several runs.
             */
            confidence: number | null;
            /**
             * Leaders
             * @description Most listened to inside; where accounts may be in several communities, at all.
             */
            leaders: components["schemas"]["Account"][];
            /**
             * Name
             * @description Snapshot and number: a name that no other snapshot answers to.
             */
            name: string;
            /**
             * Size
             * @description People in it.
             */
            size: number;
        };
        /**
         * CommunityPair
         * @description What gets from one community to another, and by whom.
         */
        CommunityPair: {
            /** Accounts */
            accounts: components["schemas"]["Bridge"][];
            /** Destination */
            destination: number;
            /**
             * Edges
             * @description Null unless one pair of communities is asked about.
             */
            edges: components["schemas"]["BridgeTie"][] | null;
            /** Origin */
            origin: number;
            /** @description People of the destination who see a message that starts in the origin. */
            reached: components["schemas"]["Estimate"];
            /**
             * Ties
             * @description Edges from the one to the other.
             */
            ties: number;
        };
        /**
         * CommunityPeople
         * @description The people of a message in one community.
         */
        CommunityPeople: {
            /** Community */
            community: number;
            /**
             * First Hop
             * @description Hop at which it came there.
             */
            first_hop: number;
            /** People */
            people: number;
        };
        /**
         * CommunityShare
         * @description What a message comes to in one community.
         */
        CommunityShare: {
            /** Community */
            community: number;
            /** @description People of the community who see it. */
            people: components["schemas"]["Estimate"];
            /** @description Accounts of the community that pass it on. */
            relays: components["schemas"]["Estimate"];
        };
        /**
         * Control
         * @description A test that must fail, or that shows what a leak would look like.
         */
        Control: {
            /** Captured */
            captured: number;
            /**
             * Control
             * @enum {string}
             */
            control: "permuted labels" | "shuffled time";
            /** K */
            k: number;
            /** Meaning */
            meaning: string;
            /** Ranker */
            ranker: string;
            /**
             * Untouched
             * @description Captured by the same ranker, nothing permuted or shuffled.
             */
            untouched: number;
        };
        /**
         * Costs
         * @description What a question would take, from a few samples that were timed; right within a factor of three.
         */
        Costs: {
            /**
             * Bytes
             * @description Memory held at once, beside the snapshot.
             */
            bytes: number;
            meta: components["schemas"]["Meta"];
            /**
             * N Samples
             * @description Sets or cascades that would be drawn.
             */
            n_samples: number;
            /**
             * Seconds
             * @description On this machine, as busy as it is now; of the first such question: what is kept in memory afterwards is not taken for granted.
             */
            seconds: number;
        };
        /**
         * Credited
         * @description One account and what it did for a message.
         */
        Credited: {
            account: components["schemas"]["Account"];
            /** Credit */
            credit: number;
            /** Hop */
            hop: number;
            /**
             * People Below
             * @description How many have it by way of this account, at any distance.
             */
            people_below: number;
        };
        /**
         * DecidingPost
         * @description A recorded message that people had directly from the account.
         */
        DecidingPost: {
            /**
             * Cascade
             * @description Key of the message, as `/v1/cascades` has it.
             */
            cascade: string;
            /**
             * Passed On
             * @description Recorded acts that had it from the account.
             */
            passed_on: number;
        };
        /**
         * DiversifyBody
         * @description That accounts that are alike should not stand together.
         */
        DiversifyBody: {
            /**
             * By
             * @enum {string}
             */
            by: "community" | "platform" | "language";
            /**
             * Lambda
             * @description 1: the order alone; 0: one of each kind first.
             * @default 0.5
             */
            lambda?: number;
        };
        /**
         * DrawingBody
         * @description Who starts the message that is drawn, by which model.
         */
        DrawingBody: {
            /**
             * By Community
             * @description Count people by community too.
             * @default false
             */
            by_community?: boolean;
            /**
             * Credit
             * @description How relays are credited: people below; of these, who would not have it otherwise; or each of the people shared equally among all on the way to them.
             * @default below
             * @enum {string}
             */
            credit?: "below" | "leave-one-out" | "shapley";
            /**
             * Limit
             * @description How many items to list.
             * @default 10
             * @example 10
             */
            limit?: number;
            /** Model */
            model?: string | null;
            /**
             * Random Seed
             * @description Same question, same seed: same bytes.
             * @default 0
             * @example 1
             */
            random_seed?: number;
            /**
             * Replay
             * @description Tell who had it when and from whom too, and who threw each bounce.
             * @default false
             */
            replay?: boolean;
            /**
             * Seeds
             * @description Accounts that start the message together.
             */
            seeds: string[];
            /** Topic */
            topic?: string | null;
        };
        /**
         * Equivalents
         * @description Accounts that together go as far as one star.
         */
        Equivalents: {
            /** Accounts */
            accounts: components["schemas"]["Account"][];
            /**
             * Complete
             * @description False where all candidates together do not come as far.
             */
            complete: boolean;
            /** @description Share of the star's audience that the group reaches too. */
            covered: components["schemas"]["Estimate"] | null;
            /** Currency */
            currency: string | null;
            /** @description Group less star, from paired samples. */
            difference: components["schemas"]["Estimate"];
            group_value: components["schemas"]["Estimate"];
            meta: components["schemas"]["Meta"];
            /** Price */
            price: number | null;
            /** Price Ratio */
            price_ratio: number | null;
            /**
             * Price Within
             * @description At most so many times the cheapest such group; null where it does not come as far.
             */
            price_within: number | null;
            star: components["schemas"]["Account"];
            /** Star Price */
            star_price: number | null;
            star_value: components["schemas"]["Estimate"];
        };
        /**
         * EquivalentsBody
         * @description A star, and among whom to look.
         */
        EquivalentsBody: {
            /**
             * Acceptance
             * @description How likely an account says yes of which that is not known.
             */
            acceptance?: number | null;
            /**
             * Already Reached
             * @description People who no longer count.
             */
            already_reached?: string[];
            /**
             * Candidates
             * @description Whom to choose from; by default everybody.
             */
            candidates?: string[];
            /**
             * Exclude
             * @description Who must not be in the group.
             */
            exclude?: string[];
            /**
             * Max Followers
             * @description Nobody with more, or of unknown, followers.
             */
            max_followers?: number | null;
            /** Model */
            model?: string | null;
            /**
             * Objective
             * @default spread
             * @enum {string}
             */
            objective?: "spread" | "reach";
            /**
             * Random Seed
             * @description Same question, same seed: same bytes.
             * @default 0
             * @example 1
             */
            random_seed?: number;
            /**
             * Star
             * @description Key (`platform:native id`), handle or native id of an account; or a list, `list:own`.
             * @example synthetic:100003
             * @example list:own
             */
            star: string;
            /**
             * Targets
             * @description Only these people count; by default everybody.
             */
            targets?: string[];
            /** Topic */
            topic?: string | null;
        };
        /** EquivalentsOrCosts */
        EquivalentsOrCosts: components["schemas"]["Equivalents"] | components["schemas"]["Costs"];
        /**
         * Estimate
         * @description A number with its 95 % interval and how many samples it rests on.
         */
        Estimate: {
            /** High */
            high: number;
            /** Low */
            low: number;
            /** N */
            n: number;
            /** Value */
            value: number;
        };
        /**
         * FilterBody
         * @description What the accounts that are listed have in common; what is left out, or null, is anything.
         */
        FilterBody: {
            /** Community */
            community?: string | null;
            /**
             * Language
             * @description `en` is `en-GB`, too.
             */
            language?: string | null;
            /** Max Followers */
            max_followers?: number | null;
            /** Max Price */
            max_price?: number | null;
            /** Min Followers */
            min_followers?: number | null;
            /**
             * On List
             * @description Name of a list.
             */
            on_list?: string | null;
            /** Outside Community */
            outside_community?: string | null;
            /** Platform */
            platform?: string | null;
        };
        /**
         * ForecastBody
         * @description How much of the message is seen, and what to be alarmed at; minutes or a time is needed.
         */
        ForecastBody: {
            /**
             * Alert Above
             * @description From which probability on.
             * @default 0.5
             */
            alert_above?: number;
            /**
             * Alert At
             * @description Alarm when it will probably come to so many people.
             */
            alert_at?: number | null;
            /**
             * Limit
             * @description How many items to list.
             * @default 3
             * @example 10
             */
            limit?: number;
            /**
             * Observed Minutes
             * @description How much of it is seen; 0: only its author.
             * @example 60
             */
            observed_minutes?: number | null;
            /**
             * Observed Until
             * @description Instead: when what is seen ends; UTC where it does not say.
             */
            observed_until?: string | null;
        };
        /**
         * FoundAccount
         * @description One account that was searched for.
         */
        FoundAccount: {
            account: components["schemas"]["Account"];
            /** Currency */
            currency: string | null;
            /**
             * Heard By
             * @description Accounts that its own messages can reach in one step.
             */
            heard_by: number;
            /** Language */
            language: string | null;
            /** Name */
            name: string | null;
            /** Pagerank */
            pagerank: number;
            /**
             * Price
             * @description What asking it costs; null where unknown.
             */
            price: number | null;
        };
        /**
         * FoundAccounts
         * @description Accounts that were searched for, in the order asked for; those of which it is unknown come last.
         */
        FoundAccounts: {
            /**
             * Has More
             * @description Whether there is a next page.
             */
            has_more: boolean;
            /** Items */
            items: components["schemas"]["FoundAccount"][];
            meta: components["schemas"]["Meta"];
            /**
             * Next Cursor
             * @description What `cursor` asks for the next page; null on the last.
             */
            next_cursor: string | null;
            /**
             * Total Estimate
             * @description Items on all pages; null where that is not known.
             */
            total_estimate: number | null;
        };
        /** FoundAccountsOrChosenFields */
        FoundAccountsOrChosenFields: components["schemas"]["FoundAccounts"] | components["schemas"]["ChosenFields"];
        /**
         * FreezingBody
         * @description What to freeze under which name: seeds, a number of relays, or one message.
         */
        FreezingBody: {
            /** Message */
            message?: string | null;
            /**
             * Name
             * @description Name of a frozen forecast: letters, digits, `.`, `_` and `-`, 100 at most.
             * @example spring-launch
             */
            name: string;
            /**
             * Observed Minutes
             * @description How much of the message is seen.
             */
            observed_minutes?: number | null;
            /**
             * Random Seed
             * @description Same question, same seed: same bytes.
             * @default 0
             * @example 1
             */
            random_seed?: number;
            /**
             * Relays
             * @description People below so many of the best relays.
             */
            relays?: number | null;
            /**
             * Seeds
             * @description Spread of what these start together.
             */
            seeds?: string[] | null;
            /** Topic */
            topic?: string | null;
        };
        /**
         * FrozenForecast
         * @description A forecast as it was frozen, with what was recorded after that where it is scored.
         */
        FrozenForecast: {
            /**
             * Digest
             * @description Of all that was frozen.
             */
            digest: string;
            /**
             * Frozen At
             * @description Only what happened from then on is scored, ISO 8601 in UTC.
             */
            frozen_at: string;
            /** Items */
            items: components["schemas"]["FrozenItem"][];
            /**
             * Level
             * @description How often what comes is meant to lie between low and high; null where these are limits of an expectation, which no single outcome can be held against.
             */
            level: number | null;
            /** Model */
            model: string;
            /** Name */
            name: string;
            /** Random Seed */
            random_seed: number;
            /**
             * Snapshot
             * @description What it was computed from.
             */
            snapshot: string;
            /**
             * Subject
             * @description spread: people who pass on what the seeds start together; relays: people below each relay in a message that it passes on; size: people of one message in the end.
             * @enum {string}
             */
            subject: "spread" | "relays" | "size";
            /** Topic */
            topic: string | null;
            /**
             * Unchanged
             * @description Whether the digest still fits: false where somebody changed it.
             */
            unchanged: boolean;
        };
        /**
         * FrozenForecasts
         * @description The frozen forecasts by name, and the calibration of all of them together.
         */
        FrozenForecasts: {
            calibration: components["schemas"]["Calibration"];
            /**
             * Has More
             * @description Whether there is a next page.
             */
            has_more: boolean;
            /** Items */
            items: components["schemas"]["FrozenForecast"][];
            meta: components["schemas"]["Meta"];
            /**
             * Next Cursor
             * @description What `cursor` asks for the next page; null on the last.
             */
            next_cursor: string | null;
            /**
             * Total Estimate
             * @description Items on all pages; null where that is not known.
             */
            total_estimate: number | null;
        };
        /**
         * FrozenItem
         * @description One number of a frozen forecast, and what became of it.
         */
        FrozenItem: {
            /**
             * About
             * @description Keys: the seeds together, one relay, or one message.
             */
            about: string[];
            /** Forecast */
            forecast: number;
            /** High */
            high: number;
            /** Low */
            low: number;
            /**
             * Messages
             * @description Recorded messages that it is judged by.
             */
            messages: number | null;
            /**
             * Real
             * @description Null while it cannot be told.
             */
            real: number | null;
            /**
             * Reason
             * @description Why it cannot be scored.
             */
            reason: string | null;
            /**
             * Within
             * @description Whether what came lies between low and high.
             */
            within: boolean | null;
        };
        /**
         * Graph
         * @description What is loaded.
         */
        Graph: {
            /** Accounts */
            accounts: number;
            /**
             * Backtest
             * @description Whether one of all messages is kept, as `/v1/backtest` shows it.
             */
            backtest: boolean;
            /**
             * Connected
             * @description Accounts that have a tie to another.
             */
            connected: number;
            /** Edges */
            edges: number;
            /**
             * First At
             * @description Time of the first tie, in UTC; null where none has a time.
             */
            first_at: string | null;
            /**
             * Last At
             * @description Time of the last.
             */
            last_at: string | null;
            meta: components["schemas"]["Meta"];
            /** Platforms */
            platforms: string[];
            /**
             * Ties
             * @description Distinct ties by kind.
             */
            ties: {
                [key: string]: number;
            };
            /** Topics */
            topics: number;
            /** @description Accounts of which that is not known; nobody takes it for zero. */
            unknown: components["schemas"]["UnknownOf"];
        };
        /**
         * GraphVersion
         * @description One snapshot that is kept: what the store held at one time, seen through one projection.
         */
        GraphVersion: {
            /** Accounts */
            accounts: number;
            /**
             * As Of
             * @description Only what happened before then counts, in UTC.
             */
            as_of: string | null;
            /**
             * Current
             * @description Whether it is what this answer comes from.
             */
            current: boolean;
            /** Edges */
            edges: number;
            /** Graph Version */
            graph_version: string;
            /**
             * Half Life Days
             * @description Ties count half after so many days; null: they stay.
             */
            half_life_days: number | null;
            /**
             * Kinds
             * @description Which ties that happened count.
             */
            kinds: string[];
            /**
             * Made At
             * @description In UTC.
             */
            made_at: string;
            /**
             * Model
             * @description `given`: ties that came with probabilities; else those that happened.
             */
            model: string;
            /**
             * Platform
             * @description Only accounts of this platform; null: of all.
             */
            platform: string | null;
            /**
             * Same Store
             * @description Whether it was made of what the store held for this answer.
             */
            same_store: boolean;
            /**
             * Since
             * @description Only what happened from then on counts, in UTC.
             */
            since: string | null;
        };
        /**
         * GraphVersions
         * @description The versions of the graph that are kept, newest first.
         */
        GraphVersions: {
            /**
             * Has More
             * @description Whether there is a next page.
             */
            has_more: boolean;
            /** Items */
            items: components["schemas"]["GraphVersion"][];
            meta: components["schemas"]["Meta"];
            /**
             * Next Cursor
             * @description What `cursor` asks for the next page; null on the last.
             */
            next_cursor: string | null;
            /**
             * Total Estimate
             * @description Items on all pages; null where that is not known.
             */
            total_estimate: number | null;
        };
        /** GraphVersionsOrChosenFields */
        GraphVersionsOrChosenFields: components["schemas"]["GraphVersions"] | components["schemas"]["ChosenFields"];
        /**
         * Growth
         * @description How often an account's share of one window is that of the window before, with its 95 % interval.
         */
        Growth: {
            /**
             * High
             * @description Null where nothing bounds it.
             */
            high: number | null;
            /**
             * Low
             * @description By this the list is ordered.
             */
            low: number;
            /**
             * N
             * @description Actions of both windows that it rests on.
             */
            n: number;
            /**
             * Value
             * @description Null where there was nothing before: there is no such number.
             */
            value: number | null;
        };
        /**
         * Health
         * @description How the service is.
         */
        Health: {
            /**
             * Status
             * @constant
             */
            status: "ok";
        };
        /**
         * HeardCounts
         * @description How many people heard of it, and how many did not.
         */
        HeardCounts: {
            /**
             * Heard
             * @description Somebody to whom they listen, or who addressed them then, spoke of it; or they did.
             */
            heard: number;
            /**
             * Targets
             * @description People who were asked about: the sum of the others.
             */
            targets: number;
            /**
             * Unheard
             * @description They listen to somebody, and nobody of these spoke of it.
             */
            unheard: number;
            /**
             * Unknown
             * @description It cannot be told: to whom they listen is not known, or who spoke of it did so at an unknown time.
             */
            unknown: number;
        };
        /**
         * HeldLoad
         * @description What one load brought about somebody.
         */
        HeldLoad: {
            /** File */
            file: string;
            /** Load */
            load: number;
            /**
             * Loaded At
             * @description UTC; null while it is being written, or was cut off.
             */
            loaded_at: string | null;
            /**
             * Rows
             * @description Ties, posts, reposts, prices and places on lists, own or others'.
             */
            rows: {
                [key: string]: number;
            };
            /** Source */
            source: string;
        };
        /**
         * HeldPost
         * @description A post that somebody wrote.
         */
        HeldPost: {
            /** At */
            at: string | null;
            /** Key */
            key: string;
            /** Kind */
            kind: string;
            /** Topics */
            topics: string[];
        };
        /**
         * HeldPrice
         * @description What somebody asks for starting a message.
         */
        HeldPrice: {
            /** Acceptance */
            acceptance: number | null;
            /** Currency */
            currency: string;
            /** Price */
            price: number;
        };
        /**
         * HeldTie
         * @description A tie that names somebody.
         */
        HeldTie: {
            /** Actor */
            actor: string;
            /** At */
            at: string | null;
            /** Count */
            count: number | null;
            /** Kind */
            kind: string;
            /** Load */
            load: number;
            /** Probability */
            probability: number | null;
            /** Target */
            target: string;
            /** Topics */
            topics: string[];
        };
        /**
         * Hop
         * @description What one bounce of a message adds.
         */
        Hop: {
            /** Hop */
            hop: number;
            /** @description Distinct people who first see it at this hop. */
            people: components["schemas"]["Estimate"];
            /** @description Accounts newly active at this hop. */
            relays: components["schemas"]["Estimate"];
        };
        /**
         * Job
         * @description Where a call stands that is answered later.
         */
        Job: {
            /**
             * Created At
             * @description UTC.
             */
            created_at: string;
            /**
             * Detail
             * @description Why there is no result.
             */
            detail: string | null;
            /**
             * Doing
             * @description What is being done; null where that is not told.
             */
            doing: string | null;
            /** Finished At */
            finished_at: string | null;
            /**
             * Id
             * @example 0f8fad5bd9cb469fa16570867728950e
             */
            id: string;
            /**
             * Operation
             * @description What was asked for.
             * @example plan
             */
            operation: string;
            /**
             * Progress
             * @description Share that is done: of the expected time, where the work itself cannot tell; null where nothing is known.
             */
            progress: number | null;
            /**
             * Result
             * @description Where the answer is; null until there is one.
             */
            result: string | null;
            /** Started At */
            started_at: string | null;
            /**
             * State
             * @description done: answered; failed: answered with a problem, which is the result; cancelled: by a caller; interrupted: its worker was stopped or killed, see `detail`.
             * @enum {string}
             */
            state: "queued" | "running" | "done" | "failed" | "cancelled" | "interrupted";
        };
        /**
         * Jobs
         * @description The latest jobs, latest first.
         */
        Jobs: {
            /**
             * Has More
             * @description Whether there is a next page.
             */
            has_more: boolean;
            /** Items */
            items: components["schemas"]["Job"][];
            /**
             * Next Cursor
             * @description What `cursor` asks for the next page; null on the last.
             */
            next_cursor: string | null;
            /**
             * Total Estimate
             * @description Items on all pages; null where that is not known.
             */
            total_estimate: number | null;
        };
        JsonValue: unknown;
        /**
         * KeptChangeBody
         * @description What changes in a plan that is kept.
         */
        KeptChangeBody: {
            /**
             * Add
             * @description Accounts that are asked besides.
             */
            add?: string[];
            /**
             * New Prices
             * @description What some accounts cost after the change.
             */
            new_prices?: {
                [key: string]: number;
            } | null;
            /**
             * Refuse
             * @description Accounts of the plan that say no.
             */
            refuse?: string[];
            /**
             * Remove
             * @description Accounts of the plan that are not asked after all.
             */
            remove?: string[];
        };
        /**
         * Led
         * @description A large account that takes up what somebody took up before.
         */
        Led: {
            account: components["schemas"]["Account"];
            /**
             * Items
             * @description On how many items.
             */
            items: number;
            /**
             * Median Lead Hours
             * @description How much later, as the median over these items.
             */
            median_lead_hours: number;
        };
        /**
         * Life
         * @description How long a message lived; what happened before it was posted counts as happening at once.
         */
        Life: {
            /**
             * Half Life Seconds
             * @description Age by which half of them had happened.
             */
            half_life_seconds: number;
            /**
             * Last Alive Seconds
             * @description Age at the last of them.
             */
            last_alive_seconds: number;
            /**
             * Lull Seconds
             * @description Longer without a fire is a lull: ten times the shortest time in which a quarter of the actions happened. It is a fire while a tenth as many as that quarter, and three at least, happen in that time.
             */
            lull_seconds: number;
            /**
             * Started At
             * @description When it was posted, else its first action; ISO 8601 in UTC.
             */
            started_at: string;
            /** Survival */
            survival: components["schemas"]["Age"][];
            /**
             * Timed Actions
             * @description Actions of known time, behind all that follows.
             */
            timed_actions: number;
        };
        /**
         * LoadEntry
         * @description One line of the store's ledger.
         */
        LoadEntry: {
            /** Accounts */
            accounts: number;
            /** Batches */
            batches: number;
            /** File */
            file: string;
            /**
             * Kept
             * @description Those of them that were good.
             */
            kept: number | null;
            /**
             * Kind
             * @description What its rows tell: `FOLLOWS` and other kinds of tie, `posts`, `reposts`, `prices`, `lists`, parted by commas; null for loads of an older Ricochet, as in the three below.
             */
            kind: string | null;
            /** Load */
            load: number;
            /**
             * Loaded At
             * @description UTC; null while it is being written, or was cut off.
             */
            loaded_at: string | null;
            /** Posts */
            posts: number;
            /**
             * Read
             * @description Rows of the file.
             */
            read: number | null;
            /**
             * Refused
             * @description Those of them that were not.
             */
            refused: number | null;
            /** Reposts */
            reposts: number;
            /** Source */
            source: string;
            /** Ties */
            ties: number;
        };
        /**
         * LoadReport
         * @description What became of the rows of some files.
         */
        LoadReport: {
            /** Accounts */
            accounts: number;
            /**
             * Already There
             * @description Ties that the store has, or that a file repeats.
             */
            already_there: number;
            /**
             * Authors
             * @description Accounts that wrote those posts.
             */
            authors: number;
            /**
             * Kept
             * @description Ties that are new to the store.
             */
            kept: number;
            /** Kinds */
            kinds: {
                [key: string]: components["schemas"]["TieCounts"];
            };
            /**
             * Listed
             * @description Rows that put an account on a list.
             */
            listed: number;
            /**
             * Loads
             * @description Their numbers in the store's ledger.
             */
            loads: number[];
            /**
             * Notes
             * @description What was taken for granted of a file that does not say it.
             */
            notes: string[];
            /** Posts */
            posts: number;
            /**
             * Prices
             * @description Rows that give an account its price.
             */
            prices: number;
            /**
             * Read
             * @description Rows of the files.
             */
            read: number;
            /**
             * Refused
             * @description Refused rows by reason.
             */
            refused: {
                [key: string]: number;
            };
            /**
             * Refused Rows
             * @description File with the refused rows; null if there are none.
             */
            refused_rows: string | null;
            /**
             * Reposts
             * @description Acts of passing a recorded message on.
             */
            reposts: number;
            /**
             * Self Ties
             * @description Ties of an account to itself, left out; the account stays.
             */
            self_ties: number;
            /**
             * Suppressed
             * @description Rows that name somebody who was erased, left out; none is counted as kept.
             */
            suppressed: number;
        };
        /**
         * Loads
         * @description The store's ledger, in the order of loading.
         */
        Loads: {
            /**
             * Has More
             * @description Whether there is a next page.
             */
            has_more: boolean;
            /** Items */
            items: components["schemas"]["LoadEntry"][];
            /**
             * Next Cursor
             * @description What `cursor` asks for the next page; null on the last.
             */
            next_cursor: string | null;
            /**
             * Total Estimate
             * @description Items on all pages; null where that is not known.
             */
            total_estimate: number | null;
        };
        /**
         * LogInBody
         * @description What is shown.
         */
        LogInBody: {
            /**
             * Key
             * @description A key as `ricochet keys create` prints it.
             */
            key: string;
        };
        /**
         * Map
         * @description The network drawn: everybody has the same place in all maps of one snapshot.
         */
        Map: {
            /**
             * Communities
             * @description The largest 200, largest first.
             */
            communities: components["schemas"]["MapCommunity"][];
            edges: components["schemas"]["MapEdges"];
            links: components["schemas"]["MapLinks"];
            meta: components["schemas"]["Meta"];
            nodes: components["schemas"]["MapNodes"];
        };
        /**
         * MapCommunity
         * @description Where a community stands, and how to call it.
         */
        MapCommunity: {
            /**
             * Community
             * @description Number, from 0, largest first; it holds in this snapshot alone.
             */
            community: number;
            /** @description Most listened to inside; null where nobody may be named. */
            leader: components["schemas"]["Account"] | null;
            /**
             * Radius
             * @description Nine in ten members are drawn no farther from its middle.
             */
            radius: number;
            /**
             * Size
             * @description People in it.
             */
            size: number;
            /**
             * Topic
             * @description What its members are surest to be more given to than others; null where nothing is.
             */
            topic: string | null;
            /** X */
            x: number;
            /** Y */
            y: number;
        };
        /**
         * MapEdges
         * @description What joins the accounts that are drawn: the likeliest ways into each of them.
         *
         *     All lists are as long, one entry an edge.
         */
        MapEdges: {
            /**
             * Probability
             * @description That a message on the topic passes, if the source sends it.
             */
            probability: number[];
            /**
             * Source
             * @description Place of the node whose messages pass.
             */
            source: number[];
            /**
             * Target
             * @description Place of the node that they pass to.
             */
            target: number[];
            /**
             * Weight
             * @description How much the target acted on the source, on all topics.
             */
            weight: number[];
        };
        /**
         * MapLinks
         * @description What joins communities: all ties from members of the one to members of the other.
         *
         *     All lists are as long, one entry an ordered pair of the communities listed, the strongest first.
         */
        MapLinks: {
            /**
             * Carried
             * @description Sum of their probabilities: messages carried across, were everybody of the origin to send one on the topic.
             */
            carried: number[];
            /** Destination */
            destination: number[];
            /** Origin */
            origin: number[];
            /**
             * Ties
             * @description Edges from the one to the other.
             */
            ties: number[];
        };
        /**
         * MapNodes
         * @description Who is drawn: accounts, those first that must be seen, then communities in one node each.
         *
         *     All lists are as long, one entry a node.
         */
        MapNodes: {
            /** Community */
            community: (number | null)[];
            /** Followers */
            followers: (number | null)[];
            /** Handle */
            handle: (string | null)[];
            /**
             * Key
             * @description Null where several accounts are merged into it.
             */
            key: (string | null)[];
            /**
             * People
             * @description Accounts in it: 1, or all of a community that are not drawn.
             */
            people: number[];
            /**
             * Value
             * @description How many more people see a message because of it, to a thousandth; null where unknown.
             */
            value: (number | null)[];
            /** X */
            x: number[];
            /** Y */
            y: number[];
        };
        /**
         * MeasureItem
         * @description One measure of centrality.
         */
        MeasureItem: {
            /** Can Be Sampled */
            can_be_sampled: boolean;
            /** Meaning */
            meaning: string;
            /** Measure */
            measure: string;
        };
        /**
         * Measures
         * @description The measures that accounts can be ranked by.
         */
        Measures: {
            /** Items */
            items: components["schemas"]["MeasureItem"][];
        };
        /**
         * Member
         * @description An account as a member of its community.
         */
        Member: {
            account: components["schemas"]["Account"];
            /**
             * Confidence
             * @description Share of the runs in which it sits here; null without several runs.
             */
            confidence: number | null;
            /**
             * Participation
             * @description 0: all ties in one community; nearing 1: spread over many. Null without a tie.
             */
            participation: number | null;
            /**
             * Role
             * @enum {string}
             */
            role: "hub" | "connecting hub" | "connector" | "peripheral";
            /**
             * Within Degree
             * @description Standard deviations by which its ties within exceed the mean member's.
             */
            within_degree: number;
        };
        /**
         * Meta
         * @description What an answer was computed from.
         */
        Meta: {
            /**
             * As Of
             * @description Nothing from then on counts, in UTC; null: all counts.
             */
            as_of?: string | null;
            /** Ci Level */
            ci_level?: number | null;
            /**
             * Direction
             * @description Whether cascades were drawn from who starts, or sets of those who reach somebody.
             */
            direction?: ("forward" | "reverse") | null;
            /**
             * Excluded
             * @description Accounts that objected: they are in no answer.
             * @default 0
             */
            excluded?: number;
            model?: components["schemas"]["Model"] | null;
            /**
             * N
             * @description Samples behind the estimates of the list.
             */
            n?: number | null;
            /** Random Seed */
            random_seed?: number | null;
            /**
             * Snapshot
             * @description Which version of the graph; `graph_version` asks for it again.
             */
            snapshot: string;
            sources?: components["schemas"]["Sources"] | null;
            /** Store */
            store: string;
            /** Topic */
            topic?: string | null;
            /**
             * Warnings
             * @default []
             */
            warnings?: string[];
        };
        /**
         * Model
         * @description How the probabilities came about, and what orders a list of relays.
         */
        Model: {
            /**
             * Learned
             * @description Whether what orders the list is learned from these data.
             */
            learned: boolean;
            /**
             * Learner
             * @description What the ranker's probabilities are learned by.
             */
            learner?: string | null;
            /**
             * Name
             * @description Model of influence behind carried and its parts.
             */
            name: string;
            /**
             * Ranker
             * @description What orders the list; null: what they carry.
             */
            ranker?: string | null;
            /**
             * Rest Share
             * @description α: what a tie off the topic counts for; null if unused.
             */
            rest_share: number | null;
            /** @description How it did; null where it is not tested. */
            tested?: components["schemas"]["Tested"] | null;
            /** Tested On This Data */
            tested_on_this_data: boolean;
            /** @description What the ranker learned from. */
            trained?: components["schemas"]["Trained"] | null;
        };
        /**
         * Moment
         * @description What a message has come to some time after it started.
         */
        Moment: {
            /** Hours */
            hours: number;
            /** @description Distinct people who have seen it by then. */
            people: components["schemas"]["Estimate"];
            /** @description Accounts that have passed it on by then, seeds included. */
            relays: components["schemas"]["Estimate"];
        };
        /**
         * NextRelay
         * @description An account that has not passed the message on yet.
         */
        NextRelay: {
            account: components["schemas"]["Account"];
            /** @description People expected by way of it if it does; n: messages it passed on. */
            below: components["schemas"]["Estimate"];
            /**
             * Exposed By
             * @description From how many people of the message it usually has something.
             */
            exposed_by: number;
            /**
             * Passes On
             * @description Probability that it still does.
             */
            passes_on: number;
            /**
             * Value
             * @description The one times the other: people to be expected by way of it.
             */
            value: number;
        };
        /**
         * OverRepresented
         * @description What a community is more given to than all accounts of which anything is known.
         */
        OverRepresented: {
            /**
             * Inside
             * @description Members of whom it is known.
             */
            inside: number;
            /**
             * Lift
             * @description How many times more often inside than among all.
             */
            lift: number;
            /** Name */
            name: string;
            /**
             * Of Accounts
             * @description Accounts of whom anything of the sort is known.
             */
            of_accounts: number;
            /**
             * Of Members
             * @description Members of whom anything of the sort is known.
             */
            of_members: number;
            /**
             * P Value
             * @description Chance of so many inside, were members drawn at random.
             */
            p_value: number;
            /**
             * Q Value
             * @description Rate of false discoveries at which it counts.
             */
            q_value: number;
            /**
             * Whole
             * @description Accounts of whom it is known.
             */
            whole: number;
        };
        /**
         * Overlap
         * @description Audiences, one by one, two by two, and all together.
         */
        Overlap: {
            /**
             * By
             * @enum {string}
             */
            by: "follow" | "exposure" | "spread";
            /** @description People whom at least one of the accounts reaches. */
            distinct: components["schemas"]["People"];
            /**
             * Items
             * @description In the order of the accounts' keys.
             */
            items: components["schemas"]["Audience"][];
            meta: components["schemas"]["Meta"];
            /**
             * Reached By
             * @description By how many accounts, from 1; those nobody is in left out.
             */
            reached_by: components["schemas"]["ReachedBy"][];
            /**
             * Shared
             * @description People whom both of two accounts reach: a row and a column an account, in the order of items; on the diagonal its whole audience.
             */
            shared: number[][];
            /**
             * Shared High
             * @description Upper ends; null where people were counted.
             */
            shared_high: number[][] | null;
            /**
             * Shared Low
             * @description Lower ends of the 95 % intervals; null where people were counted.
             */
            shared_low: number[][] | null;
        };
        /**
         * OverlapBody
         * @description Whose audiences, and who is in them.
         */
        OverlapBody: {
            /**
             * Accounts
             * @description 2 to 500 accounts, lists spelled out.
             */
            accounts: string[];
            /**
             * By
             * @description follow: who sees what an account posts, counted; exposure: who follows it or ever reacted to it, counted; spread: whom its messages reach in the end, estimated.
             * @default follow
             * @enum {string}
             */
            by?: "follow" | "exposure" | "spread";
            /**
             * Model
             * @description Of `spread` alone.
             */
            model?: string | null;
            /**
             * N Samples
             * @description Random worlds the estimates rest on.
             * @default 65536
             * @example 10000
             */
            n_samples?: number;
            /**
             * Random Seed
             * @description Same question, same seed: same bytes.
             * @default 0
             * @example 1
             */
            random_seed?: number;
            /**
             * Topic
             * @description Of `spread` alone.
             */
            topic?: string | null;
        };
        /** OverlapOrCosts */
        OverlapOrCosts: components["schemas"]["Overlap"] | components["schemas"]["Costs"];
        /**
         * Parents
         * @description How it is known from whom somebody has the message.
         */
        Parents: {
            /**
             * Author
             * @description Without such an account: guessed to be the author.
             */
            author: number;
            /**
             * Backward
             * @description People who came, by the clocks, before the parent they were given.
             */
            backward: number;
            /**
             * Cycles
             * @description Circles of given parents that were broken.
             */
            cycles: number;
            /**
             * Exposed
             * @description Guessed among accounts with an edge to them that had acted before.
             */
            exposed: number;
            /**
             * Given
             * @description People whose parent came with the data.
             */
            given: number;
            /**
             * Guessed Share
             * @description Share of the parents that are guesses; null without any.
             */
            guessed_share: number | null;
            /**
             * Method
             * @description How missing parents were guessed.
             * @enum {string}
             */
            method: "earliest-exposed" | "most-recent-exposed" | "weighted";
            /**
             * Silent
             * @description People who were passed on and of whom no action is known.
             */
            silent: number;
        };
        /**
         * Passage
         * @description How often a message crossed a border from one side to another.
         */
        Passage: {
            /** Crossings */
            crossings: number;
            /** Destination */
            destination: string;
            /** Origin */
            origin: string;
        };
        /**
         * PassedOn
         * @description What others had from an account in a window.
         */
        PassedOn: {
            /**
             * Actions
             * @description Times that somebody had a message directly from it, whether it started or passed it on; each person once a message.
             */
            actions: number;
            /**
             * Messages
             * @description Of how many messages: what came of one counts as little more than once. Null as above.
             */
            messages: number | null;
            /**
             * New Followers
             * @description Who began to follow it in the window; null where any of its followers is undated.
             */
            new_followers: number | null;
        };
        /**
         * PathItem
         * @description One path, from an account that starts the message to the account asked about.
         */
        PathItem: {
            /**
             * Accounts
             * @description In the order in which the message reaches them.
             */
            accounts: components["schemas"]["Account"][];
            /**
             * Bottleneck
             * @description Place of the weakest step, from 0; null by time.
             */
            bottleneck: number | null;
            /**
             * Duration Seconds
             * @description From the first bounce to the last; 0 where there is but one; by time alone.
             */
            duration_seconds: number | null;
            /**
             * Probability
             * @description That the message takes every step: the product of the steps; by influence alone.
             */
            probability: number | null;
            /**
             * Reasons
             * @description What each step rests on; null unless asked for, by influence.
             */
            reasons: components["schemas"]["TieReason"][] | null;
            /**
             * Steps
             * @description Of each step, by influence: the probability that the next account passes it on; warm: the strength of the tie, 0 to 1; by time: null.
             */
            steps: number[] | null;
            /**
             * Strength
             * @description Product of the steps; warm alone.
             */
            strength: number | null;
            /**
             * Times
             * @description When each account but the first acted, in UTC; by time alone.
             */
            times: string[] | null;
        };
        /**
         * Paths
         * @description Paths from some accounts to one: most probable, or warmest, first; by time the fastest alone.
         */
        Paths: {
            /** @description By influence alone. */
            any_way: components["schemas"]["AnyWay"] | null;
            /**
             * As Of
             * @description Warm: when a tie has age 0, the latest time known of any exchange, in UTC; null where no time is known.
             */
            as_of: string | null;
            /**
             * By
             * @enum {string}
             */
            by: "influence" | "warm" | "time";
            /**
             * Complete
             * @description With `least_probability`: whether these are all such paths; null without it.
             */
            complete: boolean | null;
            /**
             * Has More
             * @description Whether there is a next page.
             */
            has_more: boolean;
            /** Items */
            items: components["schemas"]["PathItem"][];
            meta: components["schemas"]["Meta"];
            /**
             * Next Cursor
             * @description What `cursor` asks for the next page; null on the last.
             */
            next_cursor: string | null;
            /** @description Null where a path of any length leads there, and by time. */
            separation: components["schemas"]["Separation"] | null;
            /**
             * Total Estimate
             * @description Items on all pages; null where that is not known.
             */
            total_estimate: number | null;
        };
        /** PathsOrChosenFields */
        PathsOrChosenFields: components["schemas"]["Paths"] | components["schemas"]["ChosenFields"];
        /**
         * People
         * @description How many people: counted, or estimated with its interval.
         */
        People: {
            /**
             * High
             * @description Upper end; null where they were counted.
             */
            high: number | null;
            /**
             * Low
             * @description Lower end of the 95 % interval; null where they were counted.
             */
            low: number | null;
            /** Value */
            value: number;
        };
        /**
         * Plan
         * @description Accounts to ask, and what they are worth together.
         */
        Plan: {
            /**
             * Against
             * @description By rule: degree, single-discount, pagerank.
             */
            against: {
                [key: string]: components["schemas"]["Rival"];
            };
            certificate: components["schemas"]["Certificate"];
            /** Currency */
            currency: string | null;
            /**
             * Id
             * @description The same question of the same snapshot to the same release has the same.
             */
            id: string;
            meta: components["schemas"]["Meta"];
            /**
             * Objective
             * @enum {string}
             */
            objective: "spread" | "reach";
            /**
             * Price
             * @description Of all who are asked; null where one of them is unknown.
             */
            price: number | null;
            /** @description Null of plans kept by earlier versions. */
            question?: components["schemas"]["PlanQuestion"] | null;
            /** @description Distinct people who see it; of the targets, where there are any. */
            reach: components["schemas"]["Estimate"];
            /** Seeds */
            seeds: components["schemas"]["PlannedSeed"][];
            /** @description Accounts that pass it on; of the targets, where there are any. */
            spread: components["schemas"]["Estimate"];
        };
        /**
         * PlanBody
         * @description How many, for how much, and who; a number or a budget is needed.
         */
        PlanBody: {
            /**
             * Acceptance
             * @description How likely an account says yes of which that is not known.
             */
            acceptance?: number | null;
            /**
             * Already Reached
             * @description People who no longer count.
             */
            already_reached?: string[];
            /** Budget */
            budget?: number | null;
            /**
             * Epsilon
             * @description How far the certificate may stay behind.
             * @default 0.1
             */
            epsilon?: number;
            /**
             * Exclude
             * @description Who must not be asked.
             */
            exclude?: string[];
            /**
             * Include
             * @description Who must be asked.
             */
            include?: string[];
            /** K */
            k?: number | null;
            /**
             * Max Followers
             * @description Nobody with more, or of unknown, followers.
             */
            max_followers?: number | null;
            /** Minimum Per Community */
            minimum_per_community?: number | null;
            /** Model */
            model?: string | null;
            /**
             * Objective
             * @default spread
             * @enum {string}
             */
            objective?: "spread" | "reach";
            /** Quotas */
            quotas?: components["schemas"]["QuotaBody"][];
            /**
             * Random Seed
             * @description Same question, same seed: same bytes.
             * @default 0
             * @example 1
             */
            random_seed?: number;
            /**
             * Targets
             * @description Only these people count; by default everybody.
             */
            targets?: string[];
            /** Topic */
            topic?: string | null;
        };
        /**
         * PlanCard
         * @description A plan that is kept, in short.
         */
        PlanCard: {
            /**
             * Created At
             * @description UTC.
             */
            created_at: string;
            /** Currency */
            currency: string | null;
            /** Id */
            id: string;
            /**
             * Objective
             * @enum {string}
             */
            objective: "spread" | "reach";
            /** Price */
            price: number | null;
            reach: components["schemas"]["Estimate"];
            /**
             * Seeds
             * @description Accounts to ask.
             */
            seeds: number;
            /** Snapshot */
            snapshot: string;
            spread: components["schemas"]["Estimate"];
            /** Topic */
            topic: string | null;
        };
        /** PlanOrCosts */
        PlanOrCosts: components["schemas"]["Plan"] | components["schemas"]["Costs"];
        /**
         * PlanQuestion
         * @description What was asked of a plan, so that it can be asked again with a change.
         */
        PlanQuestion: {
            /**
             * Acceptance
             * @description Of whom it is not known; null: they certainly say yes.
             */
            acceptance: number | null;
            /**
             * Already Reached
             * @description Names of people who no longer count, or of lists of them.
             */
            already_reached: number;
            /** Budget */
            budget: number | null;
            /** Epsilon */
            epsilon: number;
            /**
             * Exclude
             * @description Keys of those who must not be asked, ascending.
             */
            exclude: string[];
            /**
             * Include
             * @description Keys of those who must.
             */
            include: string[];
            /** K */
            k: number | null;
            /** Max Followers */
            max_followers: number | null;
            /** Minimum Per Community */
            minimum_per_community: number | null;
            /** Quotas */
            quotas: components["schemas"]["PlanQuota"][];
            /**
             * Targets
             * @description Names of people who count, or of lists of them; 0: everybody counts.
             */
            targets: number;
        };
        /**
         * PlanQuota
         * @description How many accounts of one class might, or had to, be asked.
         */
        PlanQuota: {
            /** At Least */
            at_least: number | null;
            /** At Most */
            at_most: number | null;
            /**
             * By
             * @enum {string}
             */
            by: "community" | "platform" | "language";
            /** Of */
            of: string;
        };
        /**
         * PlannedSeed
         * @description One account to ask.
         */
        PlannedSeed: {
            /**
             * Acceptance
             * @description Probability that it says yes; null where unknown.
             */
            acceptance: number | null;
            account: components["schemas"]["Account"];
            /** @description What it adds to those before it, in what the plan is to maximise. */
            gain: components["schemas"]["Estimate"];
            /** Price */
            price: number | null;
        };
        /**
         * Plans
         * @description The plans kept last, latest first.
         */
        Plans: {
            /**
             * Has More
             * @description Whether there is a next page.
             */
            has_more: boolean;
            /** Items */
            items: components["schemas"]["PlanCard"][];
            /**
             * Next Cursor
             * @description What `cursor` asks for the next page; null on the last.
             */
            next_cursor: string | null;
            /**
             * Total Estimate
             * @description Items on all pages; null where that is not known.
             */
            total_estimate: number | null;
        };
        /**
         * Problem
         * @description What went wrong, and what the caller or the operator can do; the body of every failure.
         */
        Problem: {
            /** Detail */
            detail: string;
            /**
             * Errors
             * @description What is not allowed, value by value; 20 at most.
             * @default []
             */
            errors?: components["schemas"]["Refusal"][];
            /**
             * Found
             * @description How many there are.
             */
            found?: number | null;
            /**
             * Matches
             * @description Keys of the accounts that answer to the name.
             */
            matches?: string[] | null;
            /**
             * Name
             * @description The argument that is not allowed.
             */
            name?: string | null;
            /**
             * Nearest
             * @description The nearest known names.
             */
            nearest?: string[] | null;
            /**
             * Needed
             * @description How many there would have to be.
             */
            needed?: number | null;
            /**
             * Requirement
             * @description What it "must be".
             */
            requirement?: string | null;
            /** Status */
            status: number;
            /** Title */
            title: string;
            /**
             * Type
             * @description Names the kind of problem and never changes.
             */
            type: string;
        };
        /**
         * Quantile
         * @description A size, and how likely the message stays at most as large.
         */
        Quantile: {
            /** Level */
            level: number;
            /** People */
            people: number;
        };
        /**
         * QuotaBody
         * @description How many accounts of one class may, or must, be asked.
         */
        QuotaBody: {
            /** At Least */
            at_least?: number | null;
            /** At Most */
            at_most?: number | null;
            /**
             * By
             * @enum {string}
             */
            by: "community" | "platform" | "language";
            /**
             * Of
             * @description A community's number, a platform, a language.
             */
            of: string;
        };
        /**
         * Ranked
         * @description One account of a ranking.
         */
        Ranked: {
            account: components["schemas"]["Account"];
            /** @description With limits that hold for all accounts at once; null where the value is exact. */
            estimate: components["schemas"]["Estimate"] | null;
            /** Value */
            value: number;
        };
        /**
         * RankerFigures
         * @description One ranker, tested.
         */
        RankerFigures: {
            /** @description Its mean over that of history, less 1; null where history captures nothing. */
            against_history: components["schemas"]["Estimate"] | null;
            /** At */
            at: components["schemas"]["AtK"][];
            /**
             * By Window
             * @description The main measure, mean over k, window by window.
             */
            by_window: components["schemas"]["Estimate"][];
            /**
             * Complexity
             * @description Of two that do as well, the one with the lower number is served.
             */
            complexity: number;
            /** @description Of the main measure, over k and over the windows. */
            mean: components["schemas"]["Estimate"];
            /** Meaning */
            meaning: string;
            /** Ranker */
            ranker: string;
        };
        /**
         * ReachedBy
         * @description People reached by exactly so many of the accounts.
         */
        ReachedBy: {
            /** Accounts */
            accounts: number;
            people: components["schemas"]["People"];
        };
        /**
         * ReasonPath
         * @description The most probable path from where messages start.
         */
        ReasonPath: {
            /**
             * Accounts
             * @description In the order in which the message reaches them.
             */
            accounts: components["schemas"]["Account"][];
            /**
             * Probability
             * @description That the message takes every step of it.
             */
            probability: number;
        };
        /**
         * Reasons
         * @description What an answer about one account rests on.
         */
        Reasons: {
            /**
             * Heard By
             * @description Strongest ties from it, 3 at most.
             */
            heard_by: components["schemas"]["TieReason"][];
            /**
             * Hears From
             * @description Strongest ties to it, 3 at most.
             */
            hears_from: components["schemas"]["TieReason"][];
            /** @description From who starts messages; null where it starts them itself, anybody does, or none leads there. */
            path: components["schemas"]["ReasonPath"] | null;
            /**
             * Posts
             * @description Most passed on from it, first; 3 at most.
             */
            posts: components["schemas"]["DecidingPost"][];
            /**
             * Words
             * @description The parts of the answer, as sentences without their capitals.
             */
            words: string[];
        };
        /**
         * Receipt
         * @description That a right was exercised: neither a name nor a key stands in it.
         */
        Receipt: {
            /**
             * At
             * @description When, in UTC.
             */
            at: string;
            /**
             * Digest
             * @description Keyed hash of the fields above: who has the secret can check them.
             */
            digest: string;
            /**
             * Receipt
             * @description Number of the receipt.
             */
            receipt: string;
            /**
             * Removed
             * @description By what it was: rows of the store, snapshots with all that is kept in them, what the service remembered, documents and files.
             */
            removed: {
                [key: string]: number;
            };
            /**
             * Right
             * @enum {string}
             */
            right: "objection" | "withdrawal" | "erasure";
            /**
             * Subject
             * @description Keyed hash of the account's key: without the secret it leads to nobody.
             */
            subject: string;
        };
        /**
         * RecordedMessage
         * @description A recorded message.
         */
        RecordedMessage: {
            /**
             * Actions
             * @description How often somebody acted on it; posting it is not counted.
             */
            actions: number;
            author: components["schemas"]["Account"] | null;
            /**
             * Cascade
             * @description Key of the message; `event` gathers all timed actions that belong to none.
             */
            cascade: string;
            /**
             * People
             * @description Distinct people: the author, who acted, and who was passed on.
             */
            people: number;
            /**
             * Posted At
             * @description ISO 8601 in UTC.
             */
            posted_at: string | null;
        };
        /**
         * RecordedMessages
         * @description The recorded messages, most people first.
         */
        RecordedMessages: {
            /**
             * Has More
             * @description Whether there is a next page.
             */
            has_more: boolean;
            /** Items */
            items: components["schemas"]["RecordedMessage"][];
            meta: components["schemas"]["Meta"];
            /**
             * Next Cursor
             * @description What `cursor` asks for the next page; null on the last.
             */
            next_cursor: string | null;
            /**
             * Total Estimate
             * @description Items on all pages; null where that is not known.
             */
            total_estimate: number | null;
        };
        /** RecordedMessagesOrChosenFields */
        RecordedMessagesOrChosenFields: components["schemas"]["RecordedMessages"] | components["schemas"]["ChosenFields"];
        /**
         * Refusal
         * @description One value that is not allowed.
         */
        Refusal: {
            /**
             * Name
             * @description The parameter or field, with its place in a list after a dot.
             */
            name: string;
            /** Reason */
            reason: string;
        };
        /**
         * Reignition
         * @description A fire after a lull.
         */
        Reignition: {
            /** Actions */
            actions: number;
            /**
             * Carried
             * @description How many of them came by way of the igniter.
             */
            carried: number;
            /** @description Who carried most of them, of those who acted then; null where each came alone. */
            igniter: components["schemas"]["Account"] | null;
            /** Lull Seconds */
            lull_seconds: number;
            /**
             * People
             * @description How many came until it lay low again.
             */
            people: number;
            /**
             * Started At
             * @description ISO 8601 in UTC.
             */
            started_at: string;
        };
        /**
         * Relay
         * @description One account as a relay, with the parts of its value.
         */
        Relay: {
            account: components["schemas"]["Account"];
            /** @description Probability that it passes a message on. */
            active: components["schemas"]["Estimate"];
            /** @description Probability that it passes on what it sees; null where it saw too little to tell. */
            active_if_exposed: components["schemas"]["Estimate"] | null;
            /**
             * By Hop
             * @description The same by hop, from 2 on, adding up to it; null unless asked for.
             */
            by_hop: components["schemas"]["CarriedHop"][] | null;
            carried: components["schemas"]["Carried"];
            /** @description Probability that a message reaches its eyes. */
            exposed: components["schemas"]["Estimate"];
            /** @description More people each time it does pass one on; null where it did too rarely to tell. */
            extra_if_active: components["schemas"]["Estimate"] | null;
            /**
             * Rank High
             * @description Worst such rank. With chance 95 % those of all items hold at once.
             */
            rank_high: number | null;
            /**
             * Rank Low
             * @description Best rank within this page that the samples leave open; counted on from page to page. Null where a ranker orders the list: it has no samples.
             */
            rank_low: number | null;
            /** @description Why it is listed; null unless asked for. */
            reasons: components["schemas"]["Reasons"] | null;
            /**
             * Score
             * @description What orders the list, on the ranker's own scale; null where what they carry orders it.
             */
            score: number | null;
        };
        /**
         * RelayGroup
         * @description What some accounts carry together: how many are lost when all of them see and none passes on.
         */
        RelayGroup: {
            /** Accounts */
            accounts: components["schemas"]["Account"][];
            carried: components["schemas"]["Carried"];
            meta: components["schemas"]["Meta"];
        };
        /**
         * Relays
         * @description The best relays, best first.
         */
        Relays: {
            /**
             * Has More
             * @description Whether there is a next page.
             */
            has_more: boolean;
            /** Items */
            items: components["schemas"]["Relay"][];
            meta: components["schemas"]["Meta"];
            /**
             * Next Cursor
             * @description What `cursor` asks for the next page; null on the last.
             */
            next_cursor: string | null;
            /**
             * Total Estimate
             * @description Items on all pages; null where that is not known.
             */
            total_estimate: number | null;
        };
        /** RelaysOrChosenFieldsOrCosts */
        RelaysOrChosenFieldsOrCosts: components["schemas"]["Relays"] | components["schemas"]["ChosenFields"] | components["schemas"]["Costs"];
        /**
         * Reliability
         * @description How far the probabilities of a model hold.
         */
        Reliability: {
            /**
             * Base Log Loss
             * @description Of one rate for everybody, known in hindsight.
             */
            base_log_loss: number;
            /** Bins */
            bins: components["schemas"]["ReliabilityBin"][];
            /**
             * Log Loss
             * @description Mean over all cases, natural logarithm.
             */
            log_loss: number;
            /** N */
            n: number;
            /**
             * Of
             * @description What is forecast.
             */
            of: string;
        };
        /**
         * ReliabilityBin
         * @description Cases of like forecasts: what was forecast of them, and what came.
         */
        ReliabilityBin: {
            observed: components["schemas"]["Estimate"];
            /** Predicted */
            predicted: number;
        };
        /**
         * Replay
         * @description Who had a message when, and from whom.
         */
        Replay: {
            /**
             * Bounces
             * @description All of them, counted over all people.
             */
            bounces: components["schemas"]["ReplayedBounce"][];
            /**
             * Left Out
             * @description How many more there are; of nobody listed is the parent among them.
             */
            left_out: number;
            /** @description At most 2,000: those by way of whom most have it, with all on the way to them. */
            people: components["schemas"]["ReplayedPeople"];
        };
        /**
         * ReplayedBounce
         * @description Who threw a bounce, and where it came down.
         */
        ReplayedBounce: {
            /**
             * Age Seconds
             * @description When the first of them had it; null where unknown.
             */
            age_seconds: number | null;
            /**
             * Community
             * @description Where most of them are; null where none is in any.
             */
            community: number | null;
            /**
             * Hop
             * @description From 1; people at hop 0 started it.
             */
            hop: number;
            /**
             * In Community
             * @description How many of them are there.
             */
            in_community: number;
            /** People */
            people: number;
            /**
             * People Below
             * @description How many these are.
             */
            people_below: number;
            /** @description One bounce before: by way of whom most people have it, at any distance. */
            relay: components["schemas"]["Account"] | null;
        };
        /**
         * ReplayedPeople
         * @description The people of a message, in the order in which they came.
         *
         *     All lists are as long, one entry a person.
         */
        ReplayedPeople: {
            /**
             * Age Seconds
             * @description When it came to them, from its start on; null where unknown.
             */
            age_seconds: (number | null)[];
            /** Community */
            community: (number | null)[];
            /**
             * Guessed
             * @description Whether the parent is a guess.
             */
            guessed: boolean[];
            /** Handle */
            handle: (string | null)[];
            /** Hop */
            hop: number[];
            /**
             * Key
             * @description Null where nobody may be named.
             */
            key: (string | null)[];
            /**
             * Parent
             * @description Place in these lists of whom they have it from; null for who started it.
             */
            parent: (number | null)[];
            /**
             * People Below
             * @description How many have it by way of them, at any distance.
             */
            people_below: number[];
        };
        /**
         * Rising
         * @description Accounts whose share of all that is passed on has grown from one window of time to the next.
         */
        Rising: {
            before: components["schemas"]["RisingWindow"];
            /**
             * Beyond Chance
             * @description Of all these, those with a q-value of at most 0.05.
             */
            beyond_chance: number;
            /**
             * Compared
             * @description Accounts from which anybody had anything in either window.
             */
            compared: number;
            /**
             * Days
             * @description How long each window is.
             */
            days: number;
            /**
             * Expected False
             * @description Of those beyond chance, so many are to be expected by chance.
             */
            expected_false: number;
            /**
             * Has More
             * @description Whether there is a next page.
             */
            has_more: boolean;
            /**
             * Items
             * @description Largest lower end of the growth first.
             */
            items: components["schemas"]["RisingItem"][];
            meta: components["schemas"]["Meta"];
            /**
             * Next Cursor
             * @description What `cursor` asks for the next page; null on the last.
             */
            next_cursor: string | null;
            now: components["schemas"]["RisingWindow"];
            /**
             * Total Estimate
             * @description Items on all pages; null where that is not known.
             */
            total_estimate: number | null;
        };
        /**
         * RisingItem
         * @description An account whose share has grown.
         */
        RisingItem: {
            account: components["schemas"]["Account"];
            before: components["schemas"]["PassedOn"];
            growth: components["schemas"]["Growth"];
            now: components["schemas"]["PassedOn"];
            /**
             * P Value
             * @description How likely chance alone gives it as much of the later window.
             */
            p_value: number;
            /**
             * Q Value
             * @description Share of false ones to expect among all that are at least as significant.
             */
            q_value: number;
            /**
             * Rank
             * @description From 1, over all pages.
             */
            rank: number;
        };
        /** RisingOrChosenFields */
        RisingOrChosenFields: components["schemas"]["Rising"] | components["schemas"]["ChosenFields"];
        /**
         * RisingWindow
         * @description A window of time, and what was passed on in it, by whomever.
         */
        RisingWindow: {
            /**
             * Actions
             * @description Times that somebody had one, each person once a message.
             */
            actions: number;
            /**
             * Messages
             * @description Messages that somebody had from somebody in it; null where no action tells its message.
             */
            messages: number | null;
            /**
             * Since
             * @description Its start, ISO 8601 in UTC.
             */
            since: string;
            /**
             * Until
             * @description Its end: what happened then is not in it.
             */
            until: string;
        };
        /**
         * Rival
         * @description A plan by a simple rule under the same number or budget, judged by the same samples.
         */
        Rival: {
            /** @description What the optimised plan has more, from paired samples. */
            difference: components["schemas"]["Estimate"];
            /** Price */
            price: number | null;
            /**
             * Seeds
             * @description Keys, in the order of the rule.
             */
            seeds: string[];
            value: components["schemas"]["Estimate"];
        };
        /**
         * Score
         * @description A number about somebody that was computed from the rows.
         */
        Score: {
            /**
             * How
             * @description By which rule, from what.
             */
            how: string;
            /** Name */
            name: string;
            /**
             * Rank
             * @description From 1, among all accounts; null where it is no ranking.
             */
            rank: number | null;
            /**
             * Value
             * @description Null where it cannot be told.
             */
            value: components["schemas"]["Estimate"] | number | null;
        };
        /**
         * ScoredForecast
         * @description A frozen forecast against what was recorded after it.
         */
        ScoredForecast: {
            calibration: components["schemas"]["Calibration"];
            forecast: components["schemas"]["FrozenForecast"];
            meta: components["schemas"]["Meta"];
        };
        /**
         * SearchBody
         * @description What accounts to find, and in which order.
         */
        SearchBody: {
            diversify?: components["schemas"]["DiversifyBody"] | null;
            /**
             * @default {
             *       "community": null,
             *       "language": null,
             *       "max_followers": null,
             *       "max_price": null,
             *       "min_followers": null,
             *       "on_list": null,
             *       "outside_community": null,
             *       "platform": null
             *     }
             */
            filter?: components["schemas"]["FilterBody"];
            /**
             * Q
             * @description Text in handle, name or key, in any case.
             */
            q?: string | null;
            /**
             * @default {
             *       "direction": "descending",
             *       "field": "heard_by"
             *     }
             */
            sort?: components["schemas"]["SortBody"];
        };
        /**
         * Separation
         * @description Why no path leads there.
         */
        Separation: {
            /**
             * Reached
             * @description Accounts that the starting ones can reach, themselves included.
             */
            reached: number;
            /**
             * Reaching
             * @description Accounts that can reach the one asked about, itself included.
             */
            reaching: number;
        };
        /**
         * Served
         * @description Which ranker orders the relays from now on, and why.
         */
        Served: {
            against_history: components["schemas"]["Estimate"] | null;
            /** @description The same against times reposted as a relay. */
            against_reposts: components["schemas"]["Estimate"] | null;
            /**
             * Learner
             * @description What its probabilities are learned by; null where it counts.
             */
            learner: string | null;
            /** Ranker */
            ranker: string;
            /** Reason */
            reason: string;
        };
        /**
         * Session
         * @description Who calls, and what they may.
         */
        Session: {
            /**
             * Expires At
             * @description When that ends, in UTC; null where it does not.
             */
            expires_at: string | null;
            /**
             * Holder
             * @description Who holds the key; null where none was shown.
             */
            holder: string | null;
            /**
             * Key Needed
             * @description Whether calls take a key, or the cookie of a log-in.
             */
            key_needed: boolean;
            /**
             * Rights
             * @description What this caller may; all where no key is needed.
             */
            rights: string[];
        };
        /**
         * SimulationBody
         * @description Who starts, on which topic, and how precisely to know.
         */
        SimulationBody: {
            /**
             * Acceptance
             * @description Each starts only if it says yes, as likely as is known of it, so likely where it is not, as in a plan; left out: they certainly start.
             */
            acceptance?: number | null;
            /**
             * By Community
             * @description Count by community too.
             * @default false
             */
            by_community?: boolean;
            /**
             * Hops
             * @description Who is reached further away does not count.
             */
            hops?: number | null;
            /** Model */
            model?: string | null;
            /**
             * N Samples
             * @description Random worlds; 10,000 unless target_ci is given.
             */
            n_samples?: number | null;
            /**
             * Random Seed
             * @description Same question, same seed: same bytes.
             * @default 0
             * @example 1
             */
            random_seed?: number;
            /**
             * Seeds
             * @description Accounts that start the message together.
             */
            seeds: string[];
            /**
             * Target Ci
             * @description Instead: half the interval's width over the spread.
             */
            target_ci?: number | null;
            /** Topic */
            topic?: string | null;
        };
        /**
         * SizeForecast
         * @description How far one way of forecasting the people of a message holds.
         */
        SizeForecast: {
            /** @description MSLE of the log-linear bar less this one: above 0 is better. */
            ahead: components["schemas"]["Estimate"];
            /** @description Share of the messages inside the interval that should hold 90 %. */
            coverage: components["schemas"]["Estimate"];
            /** @description Median of |forecast - came| / came. */
            median_ape: components["schemas"]["Estimate"];
            /** Method */
            method: string;
            /**
             * Minutes
             * @description How much of each message was seen; null: nothing of it.
             */
            minutes: number | null;
            /** @description Mean squared error of the natural logarithm of the people. */
            msle: components["schemas"]["Estimate"];
        };
        /**
         * SortBody
         * @description By what accounts are sorted, and from which end.
         */
        SortBody: {
            /**
             * Direction
             * @default descending
             * @enum {string}
             */
            direction?: "ascending" | "descending";
            /**
             * Field
             * @default heard_by
             * @enum {string}
             */
            field?: "heard_by" | "followers" | "pagerank" | "price";
        };
        /**
         * Sources
         * @description Where messages are taken to start.
         */
        Sources: {
            /**
             * Accounts
             * @description How many accounts can start a message.
             */
            accounts: number;
            /**
             * Rule
             * @description originals, reshares: by share of original posts, or of reshares and quotes that point there; uniform: any account; given: one of the named; together: all of the named at once.
             * @enum {string}
             */
            rule: "originals" | "reshares" | "uniform" | "given" | "together";
        };
        /**
         * Subject
         * @description All that is held of somebody, where it is from, and what was computed from it.
         */
        Subject: {
            /** Followers */
            followers: number | null;
            /** Handle */
            handle: string | null;
            /** Key */
            key: string;
            /** Language */
            language: string | null;
            /** Lists */
            lists: string[];
            /** Loads */
            loads: components["schemas"]["HeldLoad"][];
            meta: components["schemas"]["Meta"];
            /** Name */
            name: string | null;
            /**
             * Objected
             * @description Whether no answer is about this account.
             */
            objected: boolean;
            /**
             * Posts
             * @description 10,000 at most.
             */
            posts: components["schemas"]["HeldPost"][];
            price: components["schemas"]["HeldPrice"] | null;
            /**
             * Scores
             * @description Of the newest snapshot; empty where the account is not in it.
             */
            scores: components["schemas"]["Score"][];
            /**
             * Since
             * @description When the first load that names the account was taken in, in UTC.
             */
            since: string | null;
            /**
             * Ties
             * @description 10,000 at most; `loads` counts all.
             */
            ties: components["schemas"]["HeldTie"][];
        };
        /**
         * Tested
         * @description What the store's own back-test says of the ranker that orders a list.
         */
        Tested: {
            /** @description That over what counting who was below whom captures, less 1; null where that is nothing. */
            against_history: components["schemas"]["Estimate"] | null;
            /** @description The same against times reposted as a relay. */
            against_reposts: components["schemas"]["Estimate"] | null;
            /** @description Of what the best choice of as many accounts would have had; mean over 10 to 500 accounts and all windows. */
            captured: components["schemas"]["Estimate"];
            /** Messages */
            messages: number;
            /**
             * Reason
             * @description Why this ranker is served.
             */
            reason: string;
            /**
             * Since
             * @description First cut, ISO 8601 in UTC: what happened before was learned from.
             */
            since: string;
            /**
             * Topic
             * @description Messages it was tested on; null: all.
             */
            topic: string | null;
            /**
             * Unseen
             * @description Share of the future that belonged to accounts never seen before: nobody could know.
             */
            unseen: number;
            /**
             * Until
             * @description End of the last test window.
             */
            until: string;
            /** Windows */
            windows: number;
        };
        /**
         * TieCounts
         * @description What became of the ties of one kind.
         */
        TieCounts: {
            /** Already There */
            already_there: number;
            /** Kept */
            kept: number;
            /** Read */
            read: number;
            /** Self Ties */
            self_ties: number;
        };
        /**
         * TieReason
         * @description A tie along which messages pass, and what it rests on.
         */
        TieReason: {
            /**
             * Acts
             * @description Recorded acts by which the target had a message from the source.
             */
            acts: number;
            /**
             * Posts
             * @description Keys of messages passed on so, latest first, 3 at most.
             */
            posts: string[];
            /**
             * Probability
             * @description That the target passes on what it has from the source.
             */
            probability: number;
            /**
             * Share
             * @description Of all ties by which the target has messages, the part of the weight that this one has; null where none weighs anything.
             */
            share: number | null;
            source: components["schemas"]["Account"];
            target: components["schemas"]["Account"];
        };
        /**
         * Topic
         * @description A topic and how many accounts posted or acted on it.
         */
        Topic: {
            /**
             * Aliases
             * @description Aliases that stand for it, perhaps among others.
             */
            aliases: string[];
            /** Authors */
            authors: number;
            /** Topic */
            topic: string;
        };
        /**
         * TopicAlias
         * @description A name under which several topics can be asked about together.
         */
        TopicAlias: {
            /** Alias */
            alias: string;
            /** Topics */
            topics: string[];
        };
        /**
         * TopicAliases
         * @description The aliases, by name.
         */
        TopicAliases: {
            /** Items */
            items: components["schemas"]["TopicAlias"][];
        };
        /**
         * Topics
         * @description Topics, most authors first.
         */
        Topics: {
            /**
             * Has More
             * @description Whether there is a next page.
             */
            has_more: boolean;
            /** Items */
            items: components["schemas"]["Topic"][];
            meta: components["schemas"]["Meta"];
            /**
             * Next Cursor
             * @description What `cursor` asks for the next page; null on the last.
             */
            next_cursor: string | null;
            /**
             * Total Estimate
             * @description Items on all pages; null where that is not known.
             */
            total_estimate: number | null;
        };
        /** TopicsOrChosenFields */
        TopicsOrChosenFields: components["schemas"]["Topics"] | components["schemas"]["ChosenFields"];
        /**
         * Trained
         * @description Recorded messages that a ranker learned from.
         */
        Trained: {
            /** Actions */
            actions: number;
            /** Messages */
            messages: number;
            /**
             * Since
             * @description Start of the first, ISO 8601 in UTC; null without times.
             */
            since: string | null;
            /**
             * Until
             * @description Everything happened before.
             */
            until: string | null;
        };
        /**
         * Trial
         * @description What the same list would have been worth for the last of the past messages.
         */
        Trial: {
            /**
             * Factor
             * @description By which probabilities are corrected for it.
             */
            factor: number;
            /**
             * Listed
             * @description Accounts on those lists.
             */
            listed: number;
            /**
             * Messages
             * @description For so many such a list was made from what was known before them.
             */
            messages: number;
            /**
             * Passed On
             * @description How many of them passed the message on after all.
             */
            passed_on: number;
        };
        /**
         * Unheard
         * @description People who have heard nothing for a time, and the accounts through whom most of them could.
         */
        Unheard: {
            /** @description How near the best possible choice this one is. */
            certificate: components["schemas"]["Certificate"] | null;
            counts: components["schemas"]["HeardCounts"];
            /** Days */
            days: number;
            /**
             * Has More
             * @description Whether there is a next page.
             */
            has_more: boolean;
            /**
             * Items
             * @description Most followers first, those of unknown followers last.
             */
            items: components["schemas"]["UnheardItem"][];
            meta: components["schemas"]["Meta"];
            /**
             * Next Cursor
             * @description What `cursor` asks for the next page; null on the last.
             */
            next_cursor: string | null;
            /** @description How many of the unheard these reach together; null where nobody is to be asked. */
            reached: components["schemas"]["Estimate"] | null;
            /**
             * Since
             * @description Nobody heard anything from then on, ISO 8601 in UTC.
             */
            since: string;
            /**
             * Through
             * @description Whom to ask, best first, while one adds to those before; `gain` is how many of the unheard it adds.
             */
            through: components["schemas"]["PlannedSeed"][];
            /**
             * Total Estimate
             * @description Items on all pages; null where that is not known.
             */
            total_estimate: number | null;
            /**
             * Until
             * @description Where the records end.
             */
            until: string;
        };
        /**
         * UnheardItem
         * @description Somebody who heard nothing of it.
         */
        UnheardItem: {
            account: components["schemas"]["Account"];
            /**
             * Last Heard At
             * @description When they last did, ISO 8601 in UTC; null: never in the records.
             */
            last_heard_at: string | null;
        };
        /** UnheardOrChosenFieldsOrCosts */
        UnheardOrChosenFieldsOrCosts: components["schemas"]["Unheard"] | components["schemas"]["ChosenFields"] | components["schemas"]["Costs"];
        /**
         * UnknownOf
         * @description Of how many accounts something is unknown.
         */
        UnknownOf: {
            /** Followers */
            followers: number;
            /** Language */
            language: number;
            /** Name */
            name: number;
            /** Price */
            price: number;
        };
        /**
         * Upstream
         * @description Mid-size accounts that the large ones on a topic follow in what they take up.
         */
        Upstream: {
            /**
             * Adopters
             * @description Accounts that took any of it up at a known time.
             */
            adopters: number;
            /**
             * Candidates
             * @description Of these, the mid-size accounts that could lead a large one.
             */
            candidates: number;
            /**
             * Has More
             * @description Whether there is a next page.
             */
            has_more: boolean;
            /**
             * Items
             * @description Least p-value first, then most above chance.
             */
            items: components["schemas"]["UpstreamItem"][];
            /**
             * Large
             * @description Of these, the large accounts.
             */
            large: number;
            /**
             * Messages
             * @description Recorded messages on the topic.
             */
            messages: number;
            meta: components["schemas"]["Meta"];
            /** N Permutations */
            n_permutations: number;
            /**
             * Next Cursor
             * @description What `cursor` asks for the next page; null on the last.
             */
            next_cursor: string | null;
            /**
             * Total Estimate
             * @description Items on all pages; null where that is not known.
             */
            total_estimate: number | null;
        };
        /**
         * UpstreamItem
         * @description A mid-size account, and whom it leads.
         */
        UpstreamItem: {
            account: components["schemas"]["Account"];
            /**
             * Expected
             * @description The same by chance: mean over the permutations.
             */
            expected: number;
            /**
             * Led
             * @description Most items first.
             */
            led: components["schemas"]["Led"][];
            /**
             * P Value
             * @description How often chance leads as much, one-sided.
             */
            p_value: number;
            /**
             * Q Value
             * @description Share of false ones to expect among all that are at least as significant.
             */
            q_value: number;
            /**
             * Share
             * @description Of the items of a large account, how many this one leads it on: mean over all of them.
             */
            share: number;
        };
        /** UpstreamOrChosenFields */
        UpstreamOrChosenFields: components["schemas"]["Upstream"] | components["schemas"]["ChosenFields"];
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    get_health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Measurements. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain; version=1.0.0; charset=utf-8": string;
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_readiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_rising: {
        parameters: {
            query?: {
                /** @description Only accounts of this platform. */
                platform?: string;
                /** @description Only accounts of this language; `en` is `en-GB`, too. */
                language?: string;
                /** @description Only accounts in this community. */
                community?: string;
                /** @description Only accounts that are not in this community. */
                outside_community?: string;
                /** @description Only accounts on this list. */
                on_list?: string;
                /** @description Nobody with fewer, or of unknown, followers. */
                min_followers?: number;
                /** @description Nobody with more, or of unknown, followers. */
                max_followers?: number;
                /** @description Nobody dearer, or of unknown price. */
                max_price?: number;
                /** @description `graph_version` of `/v1/graph/versions`; the newest is asked by default. */
                graph_version?: string;
                /** @description Only what happened before then counts; UTC without a zone. The first question as of a time is answered later. */
                as_of?: string;
                /** @description Whether a topic that is the name of an alias, too, stands for all topics of the alias. */
                aliases?: boolean;
                /**
                 * @description How many items to list.
                 * @example 5
                 */
                limit?: number;
                /** @description `next_cursor` of the page before, of the same question and snapshot. */
                cursor?: string;
                /** @description Only these fields of each item, parted by commas; `account.key` is a field of a field. */
                fields?: string;
                /**
                 * @description Name of a topic, in any case, with or without `#`; all ties count where it is left out.
                 * @example street food
                 */
                topic?: string;
                /**
                 * @description Length of each of the two windows; the later one ends with the records.
                 * @example 30
                 */
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RisingOrChosenFields"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state forbids it: several accounts answer to a name, or a cursor is stale. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    find_accounts: {
        parameters: {
            query?: {
                /** @description `graph_version` of `/v1/graph/versions`; the newest is asked by default. */
                graph_version?: string;
                /** @description Only what happened before then counts; UTC without a zone. The first question as of a time is answered later. */
                as_of?: string;
                /** @description Whether a topic that is the name of an alias, too, stands for all topics of the alias. */
                aliases?: boolean;
                /**
                 * @description How many items to list.
                 * @example 5
                 */
                limit?: number;
                /** @description `next_cursor` of the page before, of the same question and snapshot. */
                cursor?: string;
                /**
                 * @description Only these fields of each item, parted by commas; `account.key` is a field of a field.
                 * @example account.handle,account.followers
                 */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "diversify": {
                 *         "by": "community",
                 *         "lambda": 0.5
                 *       },
                 *       "filter": {
                 *         "language": "en",
                 *         "max_followers": 10000
                 *       },
                 *       "q": "am",
                 *       "sort": {
                 *         "direction": "descending",
                 *         "field": "followers"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["SearchBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundAccountsOrChosenFields"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state forbids it: several accounts answer to a name, or a cursor is stale. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large, or the answer would take too much memory. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_account: {
        parameters: {
            query?: {
                /** @description `graph_version` of `/v1/graph/versions`; the newest is asked by default. */
                graph_version?: string;
                /** @description Only what happened before then counts; UTC without a zone. The first question as of a time is answered later. */
                as_of?: string;
                /** @description Whether a topic that is the name of an alias, too, stands for all topics of the alias. */
                aliases?: boolean;
                /**
                 * @description Name of a topic, in any case, with or without `#`; all ties count where it is left out.
                 * @example street food
                 */
                topic?: string;
                /**
                 * @description Whether to say why: what each item rests on.
                 * @example true
                 */
                explain?: boolean;
            };
            header?: never;
            path: {
                /**
                 * @description Key (`platform:native id`), handle or native id of an account; or a list, `list:own`.
                 * @example synthetic:100003
                 */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountAnswer"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state forbids it: several accounts answer to a name, or a cursor is stale. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_unheard: {
        parameters: {
            query?: {
                /** @description `graph_version` of `/v1/graph/versions`; the newest is asked by default. */
                graph_version?: string;
                /** @description Only what happened before then counts; UTC without a zone. The first question as of a time is answered later. */
                as_of?: string;
                /** @description Whether a topic that is the name of an alias, too, stands for all topics of the alias. */
                aliases?: boolean;
                /** @description `estimate`: say what an answer would take, in seconds and bytes, instead. */
                mode?: "answer" | "estimate";
                /** @description Only accounts of this platform. */
                platform?: string;
                /**
                 * @description Only accounts of this language; `en` is `en-GB`, too.
                 * @example es
                 */
                language?: string;
                /** @description Only accounts in this community. */
                community?: string;
                /** @description Only accounts that are not in this community. */
                outside_community?: string;
                /** @description Only accounts on this list. */
                on_list?: string;
                /** @description Nobody with fewer, or of unknown, followers. */
                min_followers?: number;
                /** @description Nobody with more, or of unknown, followers. */
                max_followers?: number;
                /** @description Nobody dearer, or of unknown price. */
                max_price?: number;
                /**
                 * @description How many items to list.
                 * @example 5
                 */
                limit?: number;
                /** @description `next_cursor` of the page before, of the same question and snapshot. */
                cursor?: string;
                /** @description Only these fields of each item, parted by commas; `account.key` is a field of a field. */
                fields?: string;
                /**
                 * @description Name of a topic, in any case, with or without `#`; all ties count where it is left out.
                 * @example street food
                 */
                topic?: string;
                /** @description Only these people are asked about; repeatable. Left out: everybody. */
                targets?: string[];
                /** @description How long nothing was heard, up to the end of the records. */
                days?: number;
                /**
                 * @description Accounts to ask, so that they hear; 0 chooses nobody.
                 * @example 3
                 */
                k?: number;
                /** @description Same question, same seed: same bytes. */
                random_seed?: number;
            };
            header?: {
                /** @description `wait=N`: wait up to N seconds for the answer, 60 at most; `respond-async`: make it a job even where it is light. Others are ignored. */
                prefer?: string;
                /** @description Whoever sends the same call with the same key again gets the same job, or its answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnheardOrChosenFieldsOrCosts"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state forbids it: several accounts answer to a name, or a cursor is stale. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large, or the answer would take too much memory. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_audit: {
        parameters: {
            query?: {
                /** @description How many items to list. */
                limit?: number;
                /** @description `next_cursor` of the page before, of the same question and snapshot. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditLines"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state forbids it: several accounts answer to a name, or a cursor is stale. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_backtest: {
        parameters: {
            query?: {
                /**
                 * @description Name of a topic, in any case, with or without `#`; all ties count where it is left out.
                 * @example indie games
                 */
                topic?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Backtest"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    run_backtest: {
        parameters: {
            query?: never;
            header?: {
                /** @description `wait=N`: wait up to N seconds for the answer, 60 at most; `respond-async`: make it a job even where it is light. Others are ignored. */
                prefer?: string;
                /** @description Whoever sends the same call with the same key again gets the same job, or its answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "cuts": 1,
                 *       "n_resamples": 100,
                 *       "topic": "indie games"
                 *     }
                 */
                "application/json": components["schemas"]["BacktestBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Backtest"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_bridges: {
        parameters: {
            query?: {
                /** @description `graph_version` of `/v1/graph/versions`; the newest is asked by default. */
                graph_version?: string;
                /** @description Only what happened before then counts; UTC without a zone. The first question as of a time is answered later. */
                as_of?: string;
                /** @description Whether a topic that is the name of an alias, too, stands for all topics of the alias. */
                aliases?: boolean;
                /**
                 * @description How many items to list.
                 * @example 5
                 */
                limit?: number;
                /** @description `next_cursor` of the page before, of the same question and snapshot. */
                cursor?: string;
                /** @description Only these fields of each item, parted by commas; `account.key` is a field of a field. */
                fields?: string;
                /**
                 * @description Number of a community, or its name, which no other snapshot answers to.
                 * @example 0
                 */
                origin?: string;
                /**
                 * @description Number of a community, or its name, which no other snapshot answers to.
                 * @example 1
                 */
                destination?: string;
                /** @description Name of a topic, in any case, with or without `#`; all ties count where it is left out. */
                topic?: string;
                /**
                 * @description Random worlds the estimates rest on.
                 * @example 2000
                 */
                n_samples?: number;
                /** @description Same question, same seed: same bytes. */
                random_seed?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BridgesOrChosenFields"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state forbids it: several accounts answer to a name, or a cursor is stale. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_cascades: {
        parameters: {
            query?: {
                /** @description `graph_version` of `/v1/graph/versions`; the newest is asked by default. */
                graph_version?: string;
                /** @description Only what happened before then counts; UTC without a zone. The first question as of a time is answered later. */
                as_of?: string;
                /** @description Whether a topic that is the name of an alias, too, stands for all topics of the alias. */
                aliases?: boolean;
                /**
                 * @description How many items to list.
                 * @example 5
                 */
                limit?: number;
                /** @description `next_cursor` of the page before, of the same question and snapshot. */
                cursor?: string;
                /** @description Only these fields of each item, parted by commas; `account.key` is a field of a field. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordedMessagesOrChosenFields"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state forbids it: several accounts answer to a name, or a cursor is stale. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    draw_cascade: {
        parameters: {
            query?: {
                /** @description `graph_version` of `/v1/graph/versions`; the newest is asked by default. */
                graph_version?: string;
                /** @description Only what happened before then counts; UTC without a zone. The first question as of a time is answered later. */
                as_of?: string;
                /** @description Whether a topic that is the name of an alias, too, stands for all topics of the alias. */
                aliases?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "random_seed": 1,
                 *       "seeds": [
                 *         "synthetic:100003"
                 *       ],
                 *       "topic": "street food"
                 *     }
                 */
                "application/json": components["schemas"]["DrawingBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CascadeReport"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state forbids it: several accounts answer to a name, or a cursor is stale. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large, or the answer would take too much memory. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    simulate_cascade: {
        parameters: {
            query?: {
                /** @description `graph_version` of `/v1/graph/versions`; the newest is asked by default. */
                graph_version?: string;
                /** @description Only what happened before then counts; UTC without a zone. The first question as of a time is answered later. */
                as_of?: string;
                /** @description Whether a topic that is the name of an alias, too, stands for all topics of the alias. */
                aliases?: boolean;
                /** @description `estimate`: say what an answer would take, in seconds and bytes, instead. */
                mode?: "answer" | "estimate";
            };
            header?: {
                /** @description `wait=N`: wait up to N seconds for the answer, 60 at most; `respond-async`: make it a job even where it is light. Others are ignored. */
                prefer?: string;
                /** @description Whoever sends the same call with the same key again gets the same job, or its answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "n_samples": 1000,
                 *       "seeds": [
                 *         "synthetic:100003",
                 *         "synthetic:100007"
                 *       ],
                 *       "topic": "street food"
                 *     }
                 */
                "application/json": components["schemas"]["SimulationBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CascadeOrCosts"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state forbids it: several accounts answer to a name, or a cursor is stale. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large, or the answer would take too much memory. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_cascade: {
        parameters: {
            query?: {
                /** @description `graph_version` of `/v1/graph/versions`; the newest is asked by default. */
                graph_version?: string;
                /** @description Only what happened before then counts; UTC without a zone. The first question as of a time is answered later. */
                as_of?: string;
                /** @description Whether a topic that is the name of an alias, too, stands for all topics of the alias. */
                aliases?: boolean;
                /** @description From whom somebody has the message where the data do not say. */
                parents?: "earliest-exposed" | "most-recent-exposed" | "weighted";
                /** @description How relays are credited: people below; of these, who would not have it otherwise; or each of the people shared equally among all on the way to them. */
                credit?: "below" | "leave-one-out" | "shapley";
                /** @description Count people by community too. */
                by_community?: boolean;
                /** @description Tell who had it when and from whom too, and who threw each bounce. */
                replay?: boolean;
                /**
                 * @description How many items to list.
                 * @example 5
                 */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Key (`platform:native id`) or native id of a message; `event` for all timed actions that belong to none.
                 * @example synthetic:1000005
                 */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CascadeReport"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    forecast_cascade: {
        parameters: {
            query?: {
                /** @description `graph_version` of `/v1/graph/versions`; the newest is asked by default. */
                graph_version?: string;
                /** @description Only what happened before then counts; UTC without a zone. The first question as of a time is answered later. */
                as_of?: string;
                /** @description Whether a topic that is the name of an alias, too, stands for all topics of the alias. */
                aliases?: boolean;
            };
            header?: never;
            path: {
                /**
                 * @description Key (`platform:native id`) or native id of a message; `event` for all timed actions that belong to none.
                 * @example synthetic:1008999
                 */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "observed_minutes": 60
                 *     }
                 */
                "application/json": components["schemas"]["ForecastBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CascadeForecast"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large, or the answer would take too much memory. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_measures_of_centrality: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Measures"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_central_accounts: {
        parameters: {
            query?: {
                /** @description `graph_version` of `/v1/graph/versions`; the newest is asked by default. */
                graph_version?: string;
                /** @description Only what happened before then counts; UTC without a zone. The first question as of a time is answered later. */
                as_of?: string;
                /** @description Whether a topic that is the name of an alias, too, stands for all topics of the alias. */
                aliases?: boolean;
                /**
                 * @description How many items to list.
                 * @example 5
                 */
                limit?: number;
                /** @description `next_cursor` of the page before, of the same question and snapshot. */
                cursor?: string;
                /** @description Only these fields of each item, parted by commas; `account.key` is a field of a field. */
                fields?: string;
                /**
                 * @description Name of a topic, in any case, with or without `#`; all ties count where it is left out.
                 * @example street food
                 */
                topic?: string;
                /** @description For pagerank: who matters to these accounts; repeatable. */
                personalised?: string[];
                /** @description For measures that can be sampled: from so many accounts. */
                n_samples?: number;
                /** @description Same question, same seed: same bytes. */
                random_seed?: number;
            };
            header?: never;
            path: {
                /**
                 * @description How to measure who is central: one of `/v1/centrality`.
                 * @example pagerank
                 */
                measure: "pagerank" | "pagerank-unweighted" | "authority" | "hub" | "katz" | "betweenness" | "betweenness-weighted" | "harmonic" | "closeness" | "k-core" | "out-strength" | "in-strength" | "out-degree" | "in-degree" | "vote-rank" | "collective-influence" | "articulation" | "bridges";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CentralityOrChosenFields"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state forbids it: several accounts answer to a name, or a cursor is stale. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_communities: {
        parameters: {
            query?: {
                /** @description `graph_version` of `/v1/graph/versions`; the newest is asked by default. */
                graph_version?: string;
                /** @description Only what happened before then counts; UTC without a zone. The first question as of a time is answered later. */
                as_of?: string;
                /** @description Whether a topic that is the name of an alias, too, stands for all topics of the alias. */
                aliases?: boolean;
                /**
                 * @description How many items to list.
                 * @example 5
                 */
                limit?: number;
                /** @description `next_cursor` of the page before, of the same question and snapshot. */
                cursor?: string;
                /** @description Only these fields of each item, parted by commas; `account.key` is a field of a field. */
                fields?: string;
                /** @description How to find communities. */
                method?: "leiden" | "cpm" | "label-propagation" | "infomap" | "overlapping";
                /** @description Larger gives smaller communities; of `leiden` and `cpm` alone. */
                resolution?: number;
                /** @description Runs that have to agree; one where it is left out. */
                stability?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommunitiesOrChosenFields"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state forbids it: several accounts answer to a name, or a cursor is stale. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_community: {
        parameters: {
            query?: {
                /** @description `graph_version` of `/v1/graph/versions`; the newest is asked by default. */
                graph_version?: string;
                /** @description Only what happened before then counts; UTC without a zone. The first question as of a time is answered later. */
                as_of?: string;
                /** @description Whether a topic that is the name of an alias, too, stands for all topics of the alias. */
                aliases?: boolean;
                /** @description How the communities were found. */
                method?: "leiden" | "cpm" | "label-propagation" | "infomap";
                /** @description Larger gives smaller communities; of `leiden` and `cpm` alone. */
                resolution?: number;
                /** @description Runs that have to agree; one where it is left out. */
                stability?: number;
                /**
                 * @description Also list leaders with no more followers.
                 * @example 500
                 */
                max_followers?: number;
                /**
                 * @description How many items to list.
                 * @example 5
                 */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Number of a community, or its name, which no other snapshot answers to.
                 * @example 0
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommunityCard"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    export: {
        parameters: {
            query?: {
                /** @description `graph_version` of `/v1/graph/versions`; the newest is asked by default. */
                graph_version?: string;
                /** @description Only what happened before then counts; UTC without a zone. The first question as of a time is answered later. */
                as_of?: string;
                /** @description Whether a topic that is the name of an alias, too, stands for all topics of the alias. */
                aliases?: boolean;
                /** @description `estimate`: say what an answer would take, in seconds and bytes, instead. */
                mode?: "answer" | "estimate";
                /** @description relays: the best and those around them; plan: whom to ask, and who listens to them; path: the most probable; cascade: what happened to a message; community: its members; ego: one account and those around it; topic: everybody with a tie on it. Each takes parameters of its own. */
                scope?: "relays" | "plan" | "path" | "cascade" | "community" | "ego" | "topic";
                /**
                 * @description Name of a topic, in any case, with or without `#`; all ties count where it is left out.
                 * @example street food
                 */
                topic?: string;
                /** @description Model of influence: `weighted-cascade`, `given`, `constant:0.1`, `trivalency`, `linear-threshold`, …; the usual one where it is left out. */
                model?: string;
                /** @description Key (`platform:native id`), handle or native id of an account; or a list, `list:own`. */
                account?: string;
                /** @description Of path and relays: where messages start; repeatable. */
                sources?: string[];
                /** @description Key (`platform:native id`), handle or native id of an account; or a list, `list:own`. */
                target?: string;
                /** @description Of cascade: key or native id of a message; `event` for all timed actions of none. */
                cascade?: string;
                /** @description Number of a community, or its name, which no other snapshot answers to. */
                community?: string;
                /** @description Of plan: how many to ask. */
                k?: number;
                /** @description Of plan: for all who are asked. */
                budget?: number;
                /** @description Of plan: `id` of one that is kept. */
                plan?: string;
                /** @description Of ego: how far around; 1 if left out. */
                hops?: number;
                /**
                 * @description How many items to list.
                 * @example 20
                 */
                limit?: number;
                /**
                 * @description If there are more, all but the leading are drawn by community.
                 * @example 100
                 */
                max_nodes?: number;
                /** @description Same question, same seed: same bytes. */
                random_seed?: number;
                /** @description Call accounts by their names, which takes the right `reveal`; else by pseudonyms. */
                reveal?: boolean;
            };
            header?: never;
            path: {
                /**
                 * @description How the file is written.
                 * @example gexf
                 */
                format: "gexf" | "graphml" | "cytoscape" | "graphology" | "node-link" | "csv" | "parquet" | "cypher" | "dot" | "html" | "png" | "svg" | "pdf";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/gexf+xml": string;
                    "application/graphml+xml": string;
                    "application/json": unknown;
                    "application/pdf": string;
                    "application/zip": string;
                    "image/png": string;
                    "image/svg+xml": string;
                    "text/html": string;
                    "text/plain": string;
                    "text/vnd.graphviz": string;
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state forbids it: several accounts answer to a name, or a cursor is stale. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large, or the answer would take too much memory. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_forecasts: {
        parameters: {
            query?: {
                /** @description How many items to list. */
                limit?: number;
                /** @description `next_cursor` of the page before, of the same question and snapshot. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FrozenForecasts"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state forbids it: several accounts answer to a name, or a cursor is stale. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    freeze_forecast: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "spring",
                 *       "seeds": [
                 *         "synthetic:100003"
                 *       ],
                 *       "topic": "street food"
                 *     }
                 */
                "application/json": components["schemas"]["FreezingBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FrozenForecast"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state forbids it: several accounts answer to a name, or a cursor is stale. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large, or the answer would take too much memory. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_forecast: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Name of a frozen forecast: letters, digits, `.`, `_` and `-`, 100 at most.
                 * @example spring
                 */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScoredForecast"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state forbids it: several accounts answer to a name, or a cursor is stale. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_graph: {
        parameters: {
            query?: {
                /** @description `graph_version` of `/v1/graph/versions`; the newest is asked by default. */
                graph_version?: string;
                /** @description Only what happened before then counts; UTC without a zone. The first question as of a time is answered later. */
                as_of?: string;
                /** @description Whether a topic that is the name of an alias, too, stands for all topics of the alias. */
                aliases?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Graph"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_graph_versions: {
        parameters: {
            query?: {
                /** @description `graph_version` of `/v1/graph/versions`; the newest is asked by default. */
                graph_version?: string;
                /** @description Only what happened before then counts; UTC without a zone. The first question as of a time is answered later. */
                as_of?: string;
                /** @description Whether a topic that is the name of an alias, too, stands for all topics of the alias. */
                aliases?: boolean;
                /** @description How many items to list. */
                limit?: number;
                /** @description `next_cursor` of the page before, of the same question and snapshot. */
                cursor?: string;
                /** @description Only these fields of each item, parted by commas; `account.key` is a field of a field. */
                fields?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GraphVersionsOrChosenFields"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state forbids it: several accounts answer to a name, or a cursor is stale. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ingest: {
        parameters: {
            query?: {
                /** @description Where the data comes from; a count given again from there replaces the old one. */
                source?: string;
                /**
                 * @description Where the accounts live.
                 * @example synthetic
                 */
                platform?: string;
                /** @description Name of a topic, in any case, with or without `#`; all ties count where it is left out. */
                topic?: string;
                /** @description Which column is what: `actor=from`, or by number, `target=2`; repeatable. */
                columns?: string[];
                /** @description Keep nothing if one row is refused. */
                strict?: boolean;
                /** @description Say what would become of the rows, and keep nothing. */
                dry_run?: boolean;
            };
            header?: {
                /** @description `wait=N`: wait up to N seconds for the answer, 60 at most; `respond-async`: make it a job even where it is light. Others are ignored. */
                prefer?: string;
                /** @description Whoever sends the same call with the same key again gets the same job, or its answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description A kind of tie (`follows`, `reshares`, …), `prices`, `lists`, `messages`, `reposts`, `cascades`.
                 * @example follows
                 */
                kind: "follows" | "mentions" | "reshares" | "replies_to" | "quotes" | "likes" | "influences" | "prices" | "lists" | "messages" | "reposts" | "cascades";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoadReport"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large, or the answer would take too much memory. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_jobs: {
        parameters: {
            query?: {
                /** @description How many items to list. */
                limit?: number;
                /** @description `next_cursor` of the page before, of the same question and snapshot. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Jobs"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state forbids it: several accounts answer to a name, or a cursor is stale. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its `id`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancel_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its `id`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_job_result: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its `id`. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer of the call. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                    "application/octet-stream": unknown;
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state forbids it: several accounts answer to a name, or a cursor is stale. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large, or the answer would take too much memory. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_all_loads: {
        parameters: {
            query?: {
                /** @description How many items to list. */
                limit?: number;
                /** @description `next_cursor` of the page before, of the same question and snapshot. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Loads"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state forbids it: several accounts answer to a name, or a cursor is stale. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    undo: {
        parameters: {
            query?: never;
            header?: {
                /** @description `wait=N`: wait up to N seconds for the answer, 60 at most; `respond-async`: make it a job even where it is light. Others are ignored. */
                prefer?: string;
                /** @description Whoever sends the same call with the same key again gets the same job, or its answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Its number in the ledger.
                 * @example 1
                 */
                load: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoadEntry"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_map: {
        parameters: {
            query?: {
                /** @description `graph_version` of `/v1/graph/versions`; the newest is asked by default. */
                graph_version?: string;
                /** @description Only what happened before then counts; UTC without a zone. The first question as of a time is answered later. */
                as_of?: string;
                /** @description Whether a topic that is the name of an alias, too, stands for all topics of the alias. */
                aliases?: boolean;
                /**
                 * @description Name of a topic, in any case, with or without `#`; all ties count where it is left out.
                 * @example street food
                 */
                topic?: string;
                /**
                 * @description Accounts that are always drawn; repeatable.
                 * @example [
                 *       "synthetic:100003"
                 *     ]
                 */
                accounts?: string[];
                /** @description Number of a community, or its name, which no other snapshot answers to. */
                community?: string;
                /**
                 * @description If there are more accounts, the rest of each community is one node.
                 * @example 20
                 */
                max_nodes?: number;
                /**
                 * @description The likeliest ones into each node.
                 * @example 20
                 */
                max_edges?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Map"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state forbids it: several accounts answer to a name, or a cursor is stale. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large, or the answer would take too much memory. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    compare_audiences: {
        parameters: {
            query?: {
                /** @description `graph_version` of `/v1/graph/versions`; the newest is asked by default. */
                graph_version?: string;
                /** @description Only what happened before then counts; UTC without a zone. The first question as of a time is answered later. */
                as_of?: string;
                /** @description Whether a topic that is the name of an alias, too, stands for all topics of the alias. */
                aliases?: boolean;
                /** @description `estimate`: say what an answer would take, in seconds and bytes, instead. */
                mode?: "answer" | "estimate";
            };
            header?: {
                /** @description `wait=N`: wait up to N seconds for the answer, 60 at most; `respond-async`: make it a job even where it is light. Others are ignored. */
                prefer?: string;
                /** @description Whoever sends the same call with the same key again gets the same job, or its answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "accounts": [
                 *         "synthetic:100003",
                 *         "synthetic:100007"
                 *       ],
                 *       "by": "follow"
                 *     }
                 */
                "application/json": components["schemas"]["OverlapBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverlapOrCosts"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state forbids it: several accounts answer to a name, or a cursor is stale. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large, or the answer would take too much memory. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_paths: {
        parameters: {
            query: {
                /** @description `graph_version` of `/v1/graph/versions`; the newest is asked by default. */
                graph_version?: string;
                /** @description Only what happened before then counts; UTC without a zone. The first question as of a time is answered later. */
                as_of?: string;
                /** @description Whether a topic that is the name of an alias, too, stands for all topics of the alias. */
                aliases?: boolean;
                /**
                 * @description How many items to list.
                 * @example 2
                 */
                limit?: number;
                /** @description `next_cursor` of the page before, of the same question and snapshot. */
                cursor?: string;
                /** @description Only these fields of each item, parted by commas; `account.key` is a field of a field. */
                fields?: string;
                /**
                 * @description Paths start at one of them; repeatable.
                 * @example [
                 *       "synthetic:100003"
                 *     ]
                 */
                sources: string[];
                /**
                 * @description Key (`platform:native id`), handle or native id of an account; or a list, `list:own`.
                 * @example synthetic:100007
                 */
                target: string;
                /** @description influence: most probable; warm: strongest ties whose sides answer each other; time: the quickest chain of recorded acts. */
                by?: "influence" | "warm" | "time";
                /** @description Name of a topic, in any case, with or without `#`; all ties count where it is left out. */
                topic?: string;
                /** @description Paths of at most so many steps. */
                max_hops?: number;
                /** @description All paths of at least this probability. */
                least_probability?: number;
                /** @description Warm ties are worth half after so many days. */
                tie_half_life_days?: number;
                /** @description Model of influence: `weighted-cascade`, `given`, `constant:0.1`, `trivalency`, `linear-threshold`, …; the usual one where it is left out. */
                model?: string;
                /**
                 * @description Random worlds the estimates rest on.
                 * @example 2000
                 */
                n_samples?: number;
                /** @description Same question, same seed: same bytes. */
                random_seed?: number;
                /**
                 * @description Whether to say why: what each item rests on.
                 * @example true
                 */
                explain?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PathsOrChosenFields"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state forbids it: several accounts answer to a name, or a cursor is stale. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_plans: {
        parameters: {
            query?: {
                /** @description How many items to list. */
                limit?: number;
                /** @description `next_cursor` of the page before, of the same question and snapshot. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plans"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state forbids it: several accounts answer to a name, or a cursor is stale. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    plan: {
        parameters: {
            query?: {
                /** @description `graph_version` of `/v1/graph/versions`; the newest is asked by default. */
                graph_version?: string;
                /** @description Only what happened before then counts; UTC without a zone. The first question as of a time is answered later. */
                as_of?: string;
                /** @description Whether a topic that is the name of an alias, too, stands for all topics of the alias. */
                aliases?: boolean;
                /** @description `estimate`: say what an answer would take, in seconds and bytes, instead. */
                mode?: "answer" | "estimate";
            };
            header?: {
                /** @description `wait=N`: wait up to N seconds for the answer, 60 at most; `respond-async`: make it a job even where it is light. Others are ignored. */
                prefer?: string;
                /** @description Whoever sends the same call with the same key again gets the same job, or its answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "k": 3,
                 *       "max_followers": 10000,
                 *       "topic": "street food"
                 *     }
                 */
                "application/json": components["schemas"]["PlanBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanOrCosts"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state forbids it: several accounts answer to a name, or a cursor is stale. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large, or the answer would take too much memory. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    equivalents: {
        parameters: {
            query?: {
                /** @description `graph_version` of `/v1/graph/versions`; the newest is asked by default. */
                graph_version?: string;
                /** @description Only what happened before then counts; UTC without a zone. The first question as of a time is answered later. */
                as_of?: string;
                /** @description Whether a topic that is the name of an alias, too, stands for all topics of the alias. */
                aliases?: boolean;
                /** @description `estimate`: say what an answer would take, in seconds and bytes, instead. */
                mode?: "answer" | "estimate";
            };
            header?: {
                /** @description `wait=N`: wait up to N seconds for the answer, 60 at most; `respond-async`: make it a job even where it is light. Others are ignored. */
                prefer?: string;
                /** @description Whoever sends the same call with the same key again gets the same job, or its answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "max_followers": 200,
                 *       "star": "synthetic:100003"
                 *     }
                 */
                "application/json": components["schemas"]["EquivalentsBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EquivalentsOrCosts"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state forbids it: several accounts answer to a name, or a cursor is stale. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large, or the answer would take too much memory. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change: {
        parameters: {
            query?: {
                /** @description `graph_version` of `/v1/graph/versions`; the newest is asked by default. */
                graph_version?: string;
                /** @description Only what happened before then counts; UTC without a zone. The first question as of a time is answered later. */
                as_of?: string;
                /** @description Whether a topic that is the name of an alias, too, stands for all topics of the alias. */
                aliases?: boolean;
                /** @description `estimate`: say what an answer would take, in seconds and bytes, instead. */
                mode?: "answer" | "estimate";
            };
            header?: {
                /** @description `wait=N`: wait up to N seconds for the answer, 60 at most; `respond-async`: make it a job even where it is light. Others are ignored. */
                prefer?: string;
                /** @description Whoever sends the same call with the same key again gets the same job, or its answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "remove": [
                 *         "synthetic:100007"
                 *       ],
                 *       "seeds": [
                 *         "synthetic:100003",
                 *         "synthetic:100007"
                 *       ],
                 *       "topic": "street food"
                 *     }
                 */
                "application/json": components["schemas"]["ChangeBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedPlanOrCosts"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state forbids it: several accounts answer to a name, or a cursor is stale. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large, or the answer would take too much memory. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_plan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its `id`. */
                plan: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_plan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its `id`. */
                plan: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanCard"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_kept_plan: {
        parameters: {
            query?: {
                /** @description `graph_version` of `/v1/graph/versions`; the newest is asked by default. */
                graph_version?: string;
                /** @description Only what happened before then counts; UTC without a zone. The first question as of a time is answered later. */
                as_of?: string;
                /** @description Whether a topic that is the name of an alias, too, stands for all topics of the alias. */
                aliases?: boolean;
                /** @description `estimate`: say what an answer would take, in seconds and bytes, instead. */
                mode?: "answer" | "estimate";
            };
            header?: {
                /** @description `wait=N`: wait up to N seconds for the answer, 60 at most; `respond-async`: make it a job even where it is light. Others are ignored. */
                prefer?: string;
                /** @description Whoever sends the same call with the same key again gets the same job, or its answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Its `id`. */
                plan: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "add": [
                 *         "synthetic:100007"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["KeptChangeBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedPlanOrCosts"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state forbids it: several accounts answer to a name, or a cursor is stale. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large, or the answer would take too much memory. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_subject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Key (`platform:native id`), handle or native id of an account; or a list, `list:own`.
                 * @example synthetic:100007
                 */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subject"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state forbids it: several accounts answer to a name, or a cursor is stale. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    erase_subject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Key (`platform:native id`), handle or native id of an account; or a list, `list:own`.
                 * @example synthetic:100007
                 */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state forbids it: several accounts answer to a name, or a cursor is stale. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    object_to_answers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Key (`platform:native id`), handle or native id of an account; or a list, `list:own`.
                 * @example synthetic:100007
                 */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state forbids it: several accounts answer to a name, or a cursor is stale. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdraw_objection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Key (`platform:native id`), handle or native id of an account; or a list, `list:own`.
                 * @example synthetic:100007
                 */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state forbids it: several accounts answer to a name, or a cursor is stale. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_relays: {
        parameters: {
            query?: {
                /** @description `graph_version` of `/v1/graph/versions`; the newest is asked by default. */
                graph_version?: string;
                /** @description Only what happened before then counts; UTC without a zone. The first question as of a time is answered later. */
                as_of?: string;
                /** @description Whether a topic that is the name of an alias, too, stands for all topics of the alias. */
                aliases?: boolean;
                /** @description `estimate`: say what an answer would take, in seconds and bytes, instead. */
                mode?: "answer" | "estimate";
                /** @description Only accounts of this platform. */
                platform?: string;
                /** @description Only accounts of this language; `en` is `en-GB`, too. */
                language?: string;
                /** @description Only accounts in this community. */
                community?: string;
                /** @description Only accounts that are not in this community. */
                outside_community?: string;
                /** @description Only accounts on this list. */
                on_list?: string;
                /** @description Nobody with fewer, or of unknown, followers. */
                min_followers?: number;
                /**
                 * @description Nobody with more, or of unknown, followers.
                 * @example 10000
                 */
                max_followers?: number;
                /** @description Nobody dearer, or of unknown price. */
                max_price?: number;
                /**
                 * @description How many items to list.
                 * @example 3
                 */
                limit?: number;
                /** @description `next_cursor` of the page before, of the same question and snapshot. */
                cursor?: string;
                /** @description Only these fields of each item, parted by commas; `account.key` is a field of a field. */
                fields?: string;
                /**
                 * @description Name of a topic, in any case, with or without `#`; all ties count where it is left out.
                 * @example street food
                 */
                topic?: string;
                /** @description Messages start at one of these accounts. Left out: as the topic's do; repeatable. */
                sources?: string[];
                /** @description Messages start at all of these accounts together; repeatable. */
                seeds?: string[];
                /** @description Accounts that see messages and pass none on; repeatable. */
                silenced?: string[];
                /** @description Model of influence: `weighted-cascade`, `given`, `constant:0.1`, `trivalency`, `linear-threshold`, …; the usual one where it is left out. */
                model?: string;
                /**
                 * @description Random worlds the estimates rest on.
                 * @example 2000
                 */
                n_samples?: number;
                /** @description Same question, same seed: same bytes. */
                random_seed?: number;
                /** @description Order by people who see it, or by accounts that pass it on. Left out: by the ranker that won the back-test, by people without one. */
                counting?: "people" | "relays";
                /** @description Only these accounts are listed. Left out: anybody; repeatable. */
                accounts?: string[];
                /** @description Accounts left out of the list; repeatable. */
                exclude?: string[];
                /** @description Tell over how many hops each carries. */
                by_hop?: boolean;
                /**
                 * @description Whether to say why: what each item rests on.
                 * @example true
                 */
                explain?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RelaysOrChosenFieldsOrCosts"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state forbids it: several accounts answer to a name, or a cursor is stale. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large, or the answer would take too much memory. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_group: {
        parameters: {
            query: {
                /** @description `graph_version` of `/v1/graph/versions`; the newest is asked by default. */
                graph_version?: string;
                /** @description Only what happened before then counts; UTC without a zone. The first question as of a time is answered later. */
                as_of?: string;
                /** @description Whether a topic that is the name of an alias, too, stands for all topics of the alias. */
                aliases?: boolean;
                /**
                 * @description Name of a topic, in any case, with or without `#`; all ties count where it is left out.
                 * @example street food
                 */
                topic?: string;
                /** @description Messages start at one of these accounts. Left out: as the topic's do; repeatable. */
                sources?: string[];
                /** @description Messages start at all of these accounts together; repeatable. */
                seeds?: string[];
                /** @description Accounts that see messages and pass none on; repeatable. */
                silenced?: string[];
                /** @description Model of influence: `weighted-cascade`, `given`, `constant:0.1`, `trivalency`, `linear-threshold`, …; the usual one where it is left out. */
                model?: string;
                /**
                 * @description Random worlds the estimates rest on.
                 * @example 2000
                 */
                n_samples?: number;
                /** @description Same question, same seed: same bytes. */
                random_seed?: number;
                /**
                 * @description The group; repeatable.
                 * @example [
                 *       "synthetic:100003",
                 *       "synthetic:100007"
                 *     ]
                 */
                accounts: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RelayGroup"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state forbids it: several accounts answer to a name, or a cursor is stale. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large, or the answer would take too much memory. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    log_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LogInBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large, or the answer would take too much memory. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    log_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_topics: {
        parameters: {
            query?: {
                /** @description `graph_version` of `/v1/graph/versions`; the newest is asked by default. */
                graph_version?: string;
                /** @description Only what happened before then counts; UTC without a zone. The first question as of a time is answered later. */
                as_of?: string;
                /** @description Whether a topic that is the name of an alias, too, stands for all topics of the alias. */
                aliases?: boolean;
                /**
                 * @description How many items to list.
                 * @example 5
                 */
                limit?: number;
                /** @description `next_cursor` of the page before, of the same question and snapshot. */
                cursor?: string;
                /** @description Only these fields of each item, parted by commas; `account.key` is a field of a field. */
                fields?: string;
                /** @description Part of the name, or of an alias of the topic, in any case. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TopicsOrChosenFields"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state forbids it: several accounts answer to a name, or a cursor is stale. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_aliases: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TopicAliases"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_upstream: {
        parameters: {
            query: {
                /** @description `graph_version` of `/v1/graph/versions`; the newest is asked by default. */
                graph_version?: string;
                /** @description Only what happened before then counts; UTC without a zone. The first question as of a time is answered later. */
                as_of?: string;
                /** @description Whether a topic that is the name of an alias, too, stands for all topics of the alias. */
                aliases?: boolean;
                /**
                 * @description How many items to list.
                 * @example 5
                 */
                limit?: number;
                /** @description `next_cursor` of the page before, of the same question and snapshot. */
                cursor?: string;
                /** @description Only these fields of each item, parted by commas; `account.key` is a field of a field. */
                fields?: string;
                /**
                 * @description Name of a topic, in any case, with or without `#`; all ties count where it is left out.
                 * @example indie games
                 */
                topic: string;
                /** @description Longest lead that counts. */
                window_days?: number;
                /** @description Share that is large of those who took the topic up. */
                large_share?: number;
                /** @description Largest q-value listed; 1 lists all. */
                max_q?: number;
                /**
                 * @description Permutations behind the p-values.
                 * @example 99
                 */
                n_permutations?: number;
                /** @description Same question, same seed: same bytes. */
                random_seed?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UpstreamOrChosenFields"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call takes a key, and this is none that stands. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key does not have the right that this takes. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing of that name is known. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state forbids it: several accounts answer to a name, or a cursor is stale. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request can be read, and a value in it is not allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service failed. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service cannot answer at present, or has too much to do; Retry-After says when to ask again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
