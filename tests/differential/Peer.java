import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.javarosa.core.model.CoreModelModule;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.FormIndex;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.core.model.instance.TreeReference;
import org.javarosa.core.reference.PrefixedRootFactory;
import org.javarosa.core.reference.Reference;
import org.javarosa.core.reference.ReferenceManager;
import org.javarosa.core.services.storage.StorageManager;
import org.javarosa.form.api.FormEntryController;
import org.javarosa.form.api.FormEntryModel;
import org.javarosa.model.xform.XFormSerializingVisitor;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.util.XFormAnswerDataParser;
import org.javarosa.xform.util.XFormAnswerDataSerializer;
import org.javarosa.xform.util.XFormUtils;

/**
 * JavaRosa behind JSON lines: one request a line on stdin, one answer a line on stdout.
 *
 * <p>Requests: {@code load} (path), {@code answer} (ref, value), {@code add} (ref of the repeat),
 * {@code remove} (ref of the instance), {@code instance}, {@code time} (path: load and start, in
 * milliseconds). An answer to what changes anything lists every leaf with its relevance, value and
 * violation; {@code trouble} stands for an exception.
 */
public final class Peer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private FormDef form;
    private FormEntryModel model;
    private FormEntryController controller;

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        System.setOut(System.err); // JavaRosa prints while it parses
        StorageManager.setStorageFactory((name, type) -> null, false);
        new CoreModelModule().registerModule();
        new XFormsModule().registerModule();
        Peer peer = new Peer();
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            ObjectNode reply = JSON.createObjectNode();
            try {
                peer.serve(JSON.readTree(line), reply);
            } catch (Exception | StackOverflowError fault) {
                reply.put("trouble", fault.getClass().getSimpleName() + ": " + fault.getMessage());
            }
            out.println(JSON.writeValueAsString(reply));
        }
    }

    private void serve(JsonNode request, ObjectNode reply) throws Exception {
        String ref = request.path("ref").asText();
        switch (request.get("op").asText()) {
            case "load":
                load(new File(request.get("path").asText()));
                break;
            case "time":
                long before = System.nanoTime();
                load(new File(request.get("path").asText()));
                reply.put("milliseconds", (System.nanoTime() - before) / 1e6);
                return;
            case "instance":
                byte[] xml = new XFormSerializingVisitor().serializeInstance(form.getInstance());
                reply.put("xml", new String(xml, StandardCharsets.UTF_8));
                return;
            case "answer":
                answer(ref, request.get("value").asText());
                break;
            case "add":
                controller.newRepeat(find(ref, FormEntryController.EVENT_PROMPT_NEW_REPEAT));
                break;
            case "remove":
                controller.deleteRepeat(find(ref, FormEntryController.EVENT_REPEAT));
                break;
            default:
                throw new IllegalArgumentException("no such request");
        }
        walk();
        describe(form.getInstance().getRoot(), "", reply.putArray("nodes"));
    }

    /** JavaRosa makes the instances that a jr:count asks for only as somebody gets there. */
    private void walk() {
        controller.jumpToIndex(FormIndex.createBeginningOfFormIndex());
        int event = controller.getModel().getEvent();
        while (event != FormEntryController.EVENT_END_OF_FORM) {
            event = controller.stepToNextEvent();
        }
    }

    private void load(File place) throws Exception {
        ReferenceManager references = ReferenceManager.instance();
        references.reset();
        references.addReferenceFactory(new Beside(place.getParentFile()));
        try (InputStream in = new FileInputStream(place)) {
            form = XFormUtils.getFormFromInputStream(in);
        }
        model = new FormEntryModel(form);
        controller = new FormEntryController(model);
        form.initialize(true, new InstanceInitializationFactory());
    }

    private void answer(String ref, String value) {
        TreeReference place = TreeReference.rootRef();
        for (String step : ref.substring(1).split("/")) {
            int bracket = step.indexOf('[');
            String name = bracket < 0 ? step : step.substring(0, bracket);
            int at = bracket < 0 ? 0 : Integer.parseInt(step.substring(bracket + 1, step.length() - 1)) - 1;
            place.add(name, at);
        }
        TreeElement element = form.getInstance().resolveReference(place);
        IAnswerData data =
                value.isEmpty()
                        ? null
                        : XFormAnswerDataParser.getAnswerData(value, element.getDataType());
        form.setValue(data, place, true);
    }

    /** The place in the form of a repeat's instance, or of the offer of another one. */
    private FormIndex find(String ref, int event) {
        FormIndex at = FormIndex.createBeginningOfFormIndex();
        while (!at.isEndOfFormIndex()) {
            if (model.getEvent(at) == event && matches(at.getReference(), ref, event)) {
                return at;
            }
            at = model.incrementIndex(at);
        }
        throw new IllegalArgumentException("no such repeat now");
    }

    private static boolean matches(TreeReference found, String ref, int event) {
        StringBuilder path = new StringBuilder();
        boolean exact = event == FormEntryController.EVENT_REPEAT;
        for (int at = 0; at < found.size(); at++) {
            path.append('/').append(found.getName(at));
            if (exact && at == found.size() - 1) {
                path.append('[').append(found.getMultiplicity(at) + 1).append(']');
            }
        }
        return path.toString().equals(ref);
    }

    private void describe(TreeElement element, String above, ArrayNode nodes) {
        if (element.getMult() == TreeReference.INDEX_TEMPLATE) {
            return;
        }
        String path = above + "/" + element.getName();
        if (element.isRepeatable()) {
            path += "[" + (element.getMult() + 1) + "]";
        }
        if (element.getNumChildren() > 0) {
            for (int at = 0; at < element.getNumChildren(); at++) {
                describe(element.getChildAt(at), path, nodes);
            }
            return;
        }
        IAnswerData data = element.getValue();
        ObjectNode node = nodes.addObject();
        node.put("ref", path).put("relevant", element.isRelevant());
        node.put("value", data == null ? "" : String.valueOf(new XFormAnswerDataSerializer().serializeAnswerData(data, element.getDataType())));
        node.put("violation", violation(element, data));
    }

    private String violation(TreeElement element, IAnswerData data) {
        if (!element.isRelevant()) {
            return "";
        }
        if (data == null) {
            return element.isRequired() ? "required" : "";
        }
        return form.evaluateConstraint(element.getRef(), data) ? "" : "constraint";
    }

    /** Media beside the form, whatever the kind in their jr:// name. */
    private static final class Beside extends PrefixedRootFactory {
        private final File folder;

        Beside(File folder) {
            super(new String[] {"file", "file-csv", "images", "audio", "video"});
            this.folder = folder;
        }

        @Override
        protected Reference factory(String terminal, String uri) {
            return new Media(new File(folder, terminal), uri);
        }
    }

    private static final class Media implements Reference {
        private final File place;
        private final String uri;

        Media(File place, String uri) {
            this.place = place;
            this.uri = uri;
        }

        @Override
        public boolean doesBinaryExist() {
            return place.exists();
        }

        @Override
        public InputStream getStream() throws IOException {
            return new FileInputStream(place);
        }

        @Override
        public String getURI() {
            return uri;
        }

        @Override
        public String getLocalURI() {
            return place.getPath();
        }

        @Override
        public boolean isReadOnly() {
            return true;
        }

        @Override
        public OutputStream getOutputStream() {
            throw new UnsupportedOperationException("read only");
        }

        @Override
        public void remove() {
            throw new UnsupportedOperationException("read only");
        }

        @Override
        public Reference[] probeAlternativeReferences() {
            return new Reference[0];
        }
    }
}
