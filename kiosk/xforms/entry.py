"""One person filling in one form: the live side of the room's door.

What belongs here: starting, resuming and correcting an entry, and passing each thing a
person does to the parts that know how: values to the recalculation, checks to the
validation, the way to the navigation, the bytes to the submission.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from kiosk.xforms import actions as events
from kiosk.xforms.actions import Actions, Preloads
from kiosk.xforms.audit import FILE_NAME, AuditLog
from kiosk.xforms.choices import Choices
from kiosk.xforms.circumstances import circumstances
from kiosk.xforms.definition import Aspect, FormError
from kiosk.xforms.entities import entities_of
from kiosk.xforms.evaluation import Evaluation, TableLookup
from kiosk.xforms.host import FormHost
from kiosk.xforms.instance import Instance
from kiosk.xforms.meta import deprecate, identify
from kiosk.xforms.navigation import Navigation
from kiosk.xforms.reading import read_xml
from kiosk.xforms.recalculate import Recalculation
from kiosk.xforms.report import Report
from kiosk.xforms.secondary import internal
from kiosk.xforms.states import Outcome
from kiosk.xforms.submission import read_instance, write_instance
from kiosk.xforms.validation import Validation
from kiosk.xforms.wording import Wording
from kiosk.xpath.references import functions_used, references
from kiosk.xpath.values import Context

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime, tzinfo
    from typing import TypedDict, Unpack

    from kiosk.errors import Expected
    from kiosk.xforms.circumstances import Circumstances
    from kiosk.xforms.definition import FormDefinition, Target
    from kiosk.xforms.entities import Entity
    from kiosk.xforms.instance import InstanceNode
    from kiosk.xforms.states import NodeState, Screen, Violation
    from kiosk.xpath.values import Node

    class Surroundings(TypedDict, total=False):
        """The optional arguments of ``start``, ``resume`` and ``edit``."""

        now: datetime | Callable[[], datetime] | None
        timezone: tzinfo | str | None
        language: str | None
        properties: Mapping[str, str] | None
        random: Callable[[], float] | None
        last_saved: bytes | None
        audit: bytes | None


_CHANCE = frozenset({"uuid", "random"})


class FormEntry:
    """One person's answers to one form, always consistent.

    Make one with ``start``, ``resume`` or ``edit``. References are absolute paths with
    1-based positions on repeat instances; a missing position means the first.

    Attributes:
        definition: the form.
        audit: the log the form asks for, or None. The way through the form is
            written down by itself; ``form save`` and a ``change reason`` are the
            caller's to record.
    """

    def __init__(
        self, definition: FormDefinition, instance: Instance, around: Circumstances
    ) -> None:
        """Connect the parts; nothing is calculated yet."""
        self.definition = definition
        self._instance = instance
        host = FormHost(definition, instance)
        language = definition.translations.match(around.language)
        context = Context(
            now=around.clock(),
            timezone=around.timezone,
            language=language or around.language,
            random=around.random,
            root=instance.document,
            host=host,
            instance=self._secondary,
            lookup=TableLookup(),
            namespaces=definition.namespaces,
        )
        evaluation = Evaluation(context, around.clock)
        self._context = context
        self._evaluation = evaluation
        self._wording = Wording(definition.translations, evaluation, language)
        choices = Choices(evaluation, self._wording)
        host.attach(choices, self._wording)
        self._recalculation = Recalculation(definition, instance, evaluation)
        self._validation = Validation(instance, evaluation, choices, self._wording)
        self._report = Report(instance, choices, self._validation, self._wording)
        self._navigation = Navigation(definition.body, instance, evaluation)
        self._actions = Actions(definition, instance, evaluation, self._recalculation)
        self._preloads = Preloads(
            instance, evaluation, around.properties, around.new_id
        )
        self._new_id = around.new_id
        self._last_saved = self._earlier(around.last_saved)
        self.audit = self._audit(around)

    def _earlier(self, xml: bytes | None) -> Node | None:
        """The submission before this one; the form may never ask for it."""
        if xml is None or not self.definition.last_saved:
            return None
        return internal(read_xml(xml, "last-saved"))

    def _audit(self, around: Circumstances) -> AuditLog | None:
        request = self.definition.declarations.audit
        if request is None:
            return None
        user = around.properties.get("username", "")
        log = AuditLog(request, around.clock, self._value, user, around.audit)
        self._navigation.moved = log.shown
        return log

    def _value(self, ref: str) -> str:
        """What a question holds; "" where it went with its repeat instance."""
        node = self._instance.seek(ref)
        return "" if node is None else node.value

    @classmethod
    def start(cls, definition: FormDefinition, **around: Unpack[Surroundings]) -> Self:
        """A new instance.

        Args:
            definition: the form.
            **around: ``now`` (aware datetime or callable), ``timezone``, ``language``
                (name or tag), ``properties`` (``deviceid``…), ``random`` ([0, 1)),
                ``last_saved`` (XML of the submission before this one, for
                ``jr://instance/last-saved``), ``audit`` (the log so far, of what is
                taken up again).

        Raises:
            FormError: what reading ``last_saved`` may find.
        """
        entry = cls(definition, Instance(definition.model), circumstances(**around))
        entry._preloads.start()
        identify(entry._instance, entry._new_id)
        entry._recalculation.everything(new=True)
        entry._begin("form start", events.FIRST_LOAD, events.LOAD)
        return entry

    @classmethod
    def resume(
        cls, definition: FormDefinition, xml: bytes, **around: Unpack[Surroundings]
    ) -> Self:
        """A draft, as ``instance_xml()`` gave it.

        Raises:
            FormError: ``draft-does-not-fit``, or what reading XML may find.
        """
        entry = cls(definition, read_instance(definition, xml), circumstances(**around))
        identify(entry._instance, entry._new_id)
        entry._recalculation.everything(skip=_drawn_by_lot)
        entry._begin("form resume", events.LOAD)
        return entry

    @classmethod
    def edit(
        cls, definition: FormDefinition, xml: bytes, **around: Unpack[Surroundings]
    ) -> Self:
        """A correction of a submission: new instanceID, the old one deprecated.

        Raises:
            FormError: as ``resume``.
        """
        entry = cls(definition, read_instance(definition, xml), circumstances(**around))
        deprecate(entry._instance, entry._new_id)
        entry._recalculation.everything(skip=_drawn_by_lot)
        entry._begin("form resume", events.LOAD)
        return entry

    def _begin(self, what: str, *loaded: str) -> None:
        self._note(what)
        self._recalculation.on_new_repeat = self._actions.new_repeat
        for event in loaded:
            self._actions.fire(event)
        self._recalculation.touched.clear()

    def _note(self, event: str, ref: str = "") -> None:
        if self.audit is not None:
            self.audit.record(event, ref)

    def _secondary(self, name: str) -> Node | None:
        if self._last_saved is not None and name in self.definition.last_saved:
            return self._last_saved
        if name and name == self.definition.primary_id:
            return self._instance.document
        return self.definition.secondary.get(name)

    @property
    def language(self) -> str:
        """The current language, by the form's own name."""
        return self._wording.language

    @property
    def troubles(self) -> tuple[Expected, ...]:
        """Expressions that read blank because they could not be evaluated, for staff.

        Also rings of actions (``never-settles``), which end after 50 rounds.
        """
        return tuple(self._evaluation.troubles.values())

    def set_language(self, name: str) -> None:
        """Change the language; names and tags are matched as in ``start``."""
        self._touch()
        language = self.definition.translations.match(name)
        self._wording.language = language
        self._context.language = language or name
        self._recalculation.everything(skip=lambda t: not _speaks(t))

    def answer(self, ref: str, value: str) -> Outcome:
        """Store an answer, right or wrong, and recalculate.

        Args:
            ref: the question.
            value: the XML string of the value; "" clears.

        Returns:
            What is stored, why it may not do, and what else changed.

        Raises:
            FormError: ``unknown-reference``, or ``answer-is-fixed`` for a question that
                is readonly now: the form alone writes there.
        """
        node = self._instance.find(ref)
        if node.model.children:
            raise FormError("unknown-reference", "a group has no answer", ref)
        if self._validation.readonly(node):
            raise FormError("answer-is-fixed", "the question is readonly", ref)
        before = node.value
        self._touch()
        self._recalculation.write(node, self._validation.arranged(node, value))
        self._recalculation.settle()
        if node.value != before:
            self._actions.value_changed([node])
        return Outcome(
            ref=self._instance.ref(node),
            value=node.value,
            violations=self._validation.of(node),
            changed=self._changed(node),
        )

    def _touch(self) -> None:
        """Something is about to change: start a new account of what does."""
        self._recalculation.touched.clear()
        self._navigation.forget()

    def _changed(self, besides: InstanceNode) -> tuple[str, ...]:
        touched = self._recalculation.touched
        return tuple(self._instance.ref(n) for n in touched if n is not besides)

    def add_repeat(self, ref: str) -> str:
        """Add an instance of a repeat behind the others; gives its reference.

        Raises:
            FormError: ``unknown-reference``, or ``repeat-is-fixed`` where the form
                itself decides how many there are.
        """
        above, _, name = ref.rpartition("/")
        parent = self._instance.find(above)
        path = f"{parent.path}/{name.partition('[')[0]}"
        self._check_free(path, ref)
        self._touch()
        node = self._recalculation.new_instance(parent, path)
        self._recalculation.settle()
        self._note("add repeat", self._instance.ref(node))
        return self._instance.ref(node)

    def remove_repeat(self, ref: str) -> None:
        """Take one instance out; those behind it move up.

        Raises:
            FormError: as ``add_repeat``.
        """
        node = self._instance.find(ref)
        self._check_free(node.path, ref)
        if node.element_parent is None:
            raise FormError("unknown-reference", "the whole form stays", ref)
        self._touch()
        self._note("delete repeat", self._instance.ref(node))
        self._recalculation.remove_instance(node)
        self._recalculation.settle()

    def _check_free(self, path: str, ref: str) -> None:
        model = self.definition.nodes.get(path)
        if model is None or model.repeat is None:
            raise FormError("unknown-reference", "this does not repeat", ref)
        if model.repeat.count is not None or model.repeat.fixed:
            raise FormError("repeat-is-fixed", "the form decides how many", ref)

    def node(self, ref: str) -> NodeState:
        """Everything about one node, now.

        Raises:
            FormError: ``unknown-reference``.
        """
        return self._report.state(self._instance.find(ref))

    def nodes(self) -> Iterator[NodeState]:
        """All elements in document order."""
        for node in self._instance.root.subtree():
            if "/@" not in node.path:
                yield self._report.state(node)

    def screens(self) -> tuple[Screen, ...]:
        """Every screen as things stand; relevant questions only."""
        return self._navigation.screens()

    @property
    def current(self) -> Screen | None:
        """The screen a person stands at; None before the first and past the end."""
        return self._navigation.current

    def next(self) -> Screen | None:
        """Go on one screen; None past the end."""
        return self._navigation.next()

    def back(self) -> Screen | None:
        """Go back one screen; None before the start."""
        return self._navigation.back()

    def jump(self, ref: str) -> Screen:
        """Go to the screen that shows ``ref``.

        Raises:
            FormError: ``unknown-reference`` where none does now.
        """
        return self._navigation.jump(ref)

    def progress(self) -> tuple[int, int]:
        """How many questions are answered, and how many are relevant now."""
        return self._navigation.progress(self._validation.readonly)

    def validate(self) -> list[Violation]:
        """Every reason the answers cannot be sent yet."""
        return self._validation.all()

    def finalise(self) -> bytes:
        """The submission's XML: relevant nodes only.

        Raises:
            FormError: ``answers-missing`` while ``validate`` finds something.
        """
        self._touch()
        for node in self._preloads.end():
            self._actions.value_changed([node])
        self._actions.fire(events.REVALIDATE)
        violations = self.validate()
        if violations:
            self._note("finalize error", violations[0].ref)
            message = f"{len(violations)} answers are not ready"
            raise FormError("answers-missing", message, violations[0].ref)
        if self.audit is not None:
            self.audit.left()
            self._note("form finalize")
            self._note("form exit")
            self._instance.find(self.audit.path).value = FILE_NAME
        return self.instance_xml(relevant_only=True)

    @property
    def attachments(self) -> Mapping[str, bytes]:
        """The files the engine itself adds to a submission, by name.

        Ask after ``finalise``, which names them in the XML: ``audit.csv`` where the
        form has ``meta/audit``. Pictures and recordings are the caller's.
        """
        return {} if self.audit is None else {FILE_NAME: self.audit.csv()}

    @property
    def entities(self) -> tuple[Entity, ...]:
        """What the answers, as they stand, create or update in entity lists.

        Keep them with the submission; ``entities.applied`` puts them into the list
        attached to the form, where ``definition.declarations.offline`` allows it.
        """
        return entities_of(self.definition, self._instance)

    def instance_xml(
        self,
        relevant_only: bool = False,  # noqa: FBT001, FBT002 (the door's own signature)
    ) -> bytes:
        """The instance: all of it for drafts, or as it would be submitted."""
        return write_instance(
            self.definition, self._instance, relevant_only=relevant_only
        )


def _drawn_by_lot(target: Target) -> bool:
    """A value from chance alone stays what it was when the entry started."""
    if target.aspect is not Aspect.VALUE:
        return False
    expression = target.expression.ast
    return bool(functions_used(expression) & _CHANCE) and not references(expression)


def _speaks(target: Target) -> bool:
    """Whether an expression reads words, which depend on the language."""
    words = {"jr:itext", "jr:choice-name", "format-date", "format-date-time"}
    return bool(functions_used(target.expression.ast) & words)
