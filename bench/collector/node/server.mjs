// What most would write: Express and the AWS SDK, a PutRecordBatch for each request, a record for each event.
// Started with a port and the endpoint of the service.
import { FirehoseClient, PutRecordBatchCommand } from "@aws-sdk/client-firehose";
import express from "express";

const [port, endpoint] = process.argv.slice(2);
const firehose = new FirehoseClient({ endpoint });
const app = express();
app.use(express.json({ type: ["application/json", "text/plain"], limit: "64kb" }));

app.get("/readyz", (_, response) => void response.end());

app.post("/v1/batches", async ({ body: { events, ...header } }, response) => {
  const Records = events.map((event) => ({ Data: Buffer.from(`${JSON.stringify({ ...header, event })}\n`) }));
  await firehose.send(new PutRecordBatchCommand({ DeliveryStreamName: "menu", Records }));
  response.status(202).json({ accepted: events.length, rejected: [] });
});

app.listen(Number(port), "127.0.0.1");
