// The service is asked as it expects to be, and what it answers in trouble is told apart.

import { expect, test } from "vitest";
import { problemOf, service, UNREACHABLE } from "./client";

async function asked(call: (how: { baseUrl: string; fetch: typeof fetch }) => Promise<unknown>): Promise<URL> {
  let url = "";
  const answer: typeof fetch = async (request) => {
    url = (request as Request).url;
    return Response.json({});
  };
  await call({ baseUrl: "http://service", fetch: answer });
  return new URL(url);
}

test("a list is sent as a parameter that is repeated, whatever stands in it", async () => {
  const sources = ["ada", "x&y=z", "שלום"];
  const url = await asked((how) => service.GET("/v1/paths", { params: { query: { sources, target: "bo" } }, ...how }));
  expect(url.searchParams.getAll("sources")).toEqual(sources);
});

test("a name in a path stays in its place", async () => {
  const url = await asked((how) => service.GET("/v1/accounts/{key}", { params: { path: { key: "../x?y" } }, ...how }));
  expect(url.pathname).toBe("/v1/accounts/..%2Fx%3Fy");
});

test("a refusal keeps its kind and when to come again", () => {
  const error = { type: "/problems/too-many-requests", title: "Too Many Requests", status: 429, detail: "" };
  const response = new Response("", { status: 429, headers: { "Retry-After": "7" } });
  expect(problemOf({ error, response })).toEqual({ ...error, wait: 7 });
});

test("a gateway that speaks for a stopped service is no answer of the service", () => {
  const response = new Response("", { status: 502 });
  expect(problemOf({ error: "<html>Bad Gateway</html>", response })?.type).toBe(UNREACHABLE);
});

test("what is not refused is no problem", () => {
  expect(problemOf({ data: {}, response: Response.json({}) })).toBeNull();
});
